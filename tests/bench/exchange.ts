/**
 * `npm run bench:exchange [-- --write]`: packages signed and encrypted, and opened and verified, a second: by this software, by `gpg` and
 * `sq` where they are installed, and by node:crypto with nothing around it. --write makes docs/benchmarks-exchange.md.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sealers } from './support/sealers/all.ts'
import type { Sealer } from './support/sealers/sealer.ts'

const PAGE = fileURLToPath(new URL('../../docs/benchmarks-exchange.md', import.meta.url))
const SECONDS = 3
/** A referral with its narrative, and one with a picture. */
const SIZES = [2_000, 200_000] as const

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const rows: string[] = []
for (const sealer of await sealers()) {
  try {
    const cells: number[] = []
    for (const size of SIZES) cells.push(...(await perSecond(sealer, randomBytes(size))))
    rows.push(`| ${[sealer.name, ...cells.map(shown)].join(' | ')} |`)
  } finally {
    sealer.close()
  }
}
const page = pageOf(rows)
console.log(page)
if (values.write) writeFileSync(PAGE, page)

/** Sealed and opened a second, one after the other. What does not open as it was is not measured. */
async function perSecond({ name, seal, open }: Sealer, data: Uint8Array): Promise<[number, number]> {
  const sealed = await seal(data)
  if (Buffer.compare(await open(sealed), data) !== 0) throw new Error(`${name} opens something else than it sealed`)
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

| | 2 kB sealed | opened | 200 kB sealed | opened |
|---|---|---|---|---|
${table.join('\n')}
`
}
