/**
 * `npm run bench:exchange [-- --write]`: packages signed and encrypted, and opened and verified, a second, and the memory that this takes: by
 * this software, by `gpg` and `sq` where they are installed, and by node:crypto with nothing around it. --write makes
 * docs/benchmarks-exchange.md. Each way has a process of its own (--one), which keeps no memory of another.
 */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { optionsOf } from '../../scripts/lib/options.ts'
import { memoryOf } from '../e2e/support/memory.ts'
import { SEALERS } from './support/sealers/all.ts'
import type { Sealer } from './support/sealers/sealer.ts'

const PAGE = fileURLToPath(new URL('../../docs/benchmarks-exchange.md', import.meta.url))
const SECONDS = 3
/** A referral with its narrative, and one with a picture. */
const SIZES = [2_000, 200_000] as const

interface Cost {
  /** Sealed, opened, a second, of each size. */
  readonly rates: readonly number[]
  /** The most that was resident, in MiB, once keys are there and before the first package, and of all. */
  readonly before: number
  readonly peak: number
}

const values = optionsOf(
  { write: { type: 'boolean', default: false }, one: { type: 'string' } },
  `Usage: npm run bench:exchange [-- --write]

  --write           writes docs/benchmarks-exchange.md
  --one NAME        measures this one alone, in this process, and writes what it costs as JSON: ${[...SEALERS.keys()].join(', ')}
  --help            this text`,
)
if (values.one !== undefined) process.stdout.write(JSON.stringify(await costOf(values.one)))
else {
  const page = pageOf([...SEALERS.keys()].map(name => rowOf(name, inItsOwnProcess(name))))
  console.log(page)
  if (values.write) writeFileSync(PAGE, page)
}

function inItsOwnProcess(name: string): Cost {
  const args = [fileURLToPath(import.meta.url), '--one', name]
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`${name} was not measured`)
  return JSON.parse(stdout) as Cost
}

async function costOf(name: string): Promise<Cost> {
  const sealer = await SEALERS.get(name)?.()
  if (sealer === undefined) throw new RangeError(`there is no ${name}`)
  try {
    const before = ownMemory()
    const rates: number[] = []
    for (const size of SIZES) rates.push(...(await perSecond(sealer, randomBytes(size))))
    const peak = sealer.memory ? await sealer.memory(randomBytes(Math.max(...SIZES))) : ownMemory()
    return { rates, before: sealer.memory ? 0 : before, peak }
  } finally {
    sealer.close()
  }
}

function ownMemory(): number {
  return memoryOf(process.pid)?.resident ?? Number.NaN
}

function rowOf(name: string, { rates, before, peak }: Cost): string {
  const memory = before === 0 ? peak.toFixed(0) : `${peak.toFixed(0)} (${before.toFixed(0)})`
  return `| ${[name, ...rates.map(shown), memory].join(' | ')} |`
}

/** Sealed and opened a second, one after the other. What does not open as it was is not measured. */
async function perSecond({ seal, open }: Sealer, data: Uint8Array): Promise<[number, number]> {
  const sealed = await seal(data)
  if (Buffer.compare(await open(sealed), data) !== 0) throw new Error('it opens something else than it sealed')
  return [await rate(() => seal(data)), await rate(() => open(sealed))]
}

async function rate(work: () => unknown): Promise<number> {
  for (const end = performance.now() + 500; performance.now() < end; ) await work()
  let times = 0
  const began = performance.now()
  while (performance.now() - began < SECONDS * 1000) {
    await work()
    times++
  }
  return (1000 * times) / (performance.now() - began)
}

function shown(rate: number): string {
  return rate < 100 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')
}

function pageOf(table: readonly string[]): string {
  const load = (loadavg()[0] ?? 0).toFixed(1)
  return `# What a package costs

Made by \`npm run bench:exchange -- --write\`; the figures are those of one run. ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node
${process.version}; the machine's load average at the end was ${load}: what it does besides shows in all that is measured on the clock.

Packages a second, one after the other, on one core. Sealing is signing and encrypting to one recipient; opening is decrypting and verifying by
a pinned certificate. Each way first opens what it sealed. Ours reads keys and certificates anew for each package, as redaction does. \`gpg\` and
\`sq\` are started for each, as a script would: most of their time is that. The last line has no format, no certificate and no expiry: what OpenPGP costs is the
distance to it.

Memory is the most that was resident (VmHWM, MiB), shared pages included. The ways inside Node have a process each, for packages of both sizes and all that lies between
two collections; in brackets what it had with keys and code, before the first package. Of \`gpg\` and \`sq\` it is one process that seals or opens 200 kB; gpg's agent, which holds
its keys, is not counted.

| | 2 kB sealed | opened | 200 kB sealed | opened | memory |
|---|---|---|---|---|---|
${table.join('\n')}
`
}
