/**
 * `npm run audit:export -- --log URL --to FOLDER [--since CHECKPOINT] [--proof FILE]`: copies an access log as it is published, with the second verifier
 * and proofs of single entries, which say who did what,
 * so that whoever gets the folder can verify it without the hub, without a network and without believing our software.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exportLog } from './lib/audit/export-log.ts'
import { namedProofs } from './lib/audit/export-proofs.ts'
import { LeafProgress } from './lib/audit/leaf-progress.ts'
import { proofsIn } from './lib/audit/proofs-in.ts'
import { SourceError, sourceOf } from './lib/audit/source.ts'
import { givenPath } from './lib/given-path.ts'
import { misunderstood, optionsOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const usage = `Usage: npm run audit:export -- --log URL --to FOLDER [options]

  --log URL|DIR       the log, as audit:verify takes it
  --to FOLDER         a folder that is new or empty
  --since CHECKPOINT  a head of the log that was kept, to go into the folder too; may be given several times
  --proof FILE        a proof of one entry, as an auditor saves it at the access log's page (GET /entries/ID/tlog-proof), or a ZIP of several, to go into the folder as entries/ID.tlog-proof: the log itself has hashes
                      alone, a proof shows who disclosed what kind of thing to whom, when and why; may be given several times
  --help              this text

Ends with 0: written, not verified; 2: it could not be read or written.`

const values = optionsOf(
  {
    ...{ log: { type: 'string' }, to: { type: 'string' } },
    since: { type: 'string', multiple: true, default: [] },
    proof: { type: 'string', multiple: true, default: [] },
  },
  usage,
)

try {
  if (values.log === undefined || values.to === undefined) throw new UsageError('Say which log, and where to.')
  const folder = givenPath(values.to)
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new UsageError(`${values.to} is not empty.`)
  const given = (paths: readonly string[]) => paths.map(path => ({ path, from: givenPath(path) }))
  const [heads, proofs] = [given(values.since), given(values.proof)]
  for (const { path, from } of [...heads, ...proofs])
    if (!existsSync(from)) throw new UsageError(`There is no file ${path}.`)
  const write = (path: string, bytes: Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  const progress = new LeafProgress()
  const { size, seen } = await exportLog(sourceOf(values.log, givenPath), write, progress.at)
  progress.done()
  copyFileSync(join(import.meta.dirname, 'audit-recheck.mjs'), join(folder, 'audit-recheck.mjs'))
  for (const [i, { from }] of heads.entries()) write(`heads/${i + 1}`, readFileSync(from))
  const shown = namedProofs(
    proofs.flatMap(({ from }) => proofsIn(readFileSync(from)).map(({ bytes }) => bytes)),
    size,
  )
  for (const { path, bytes } of shown) write(path, bytes)
  const kept = heads.map((_, i) => ` heads/${i + 1}`).join('')
  const exportedAt = secondsOf(Date.now())
  process.stdout.write(
    `${size} entries in ${values.to}, exported at ${exportedAt}. Verify there, with keys that you have from elsewhere:\n`,
  )
  process.stdout.write(`  node audit-recheck.mjs . KEYS${kept}\n`)
  if (seen === undefined)
    process.stdout.write(
      'No witness has signed its head: nothing shows as of when it is. Export it again in some minutes.\n',
    )
  else
    process.stdout.write(`Add to KEYS, so that no earlier head is taken for it:\n  seen ${secondsOf(seen * 1_000)}\n`)
  if (shown.length > 0) process.stdout.write('What an entry says: npm run audit:verify -- --proof FILE --keys KEYS\n')
} catch (error) {
  if (!(error instanceof SourceError)) misunderstood(error, usage)
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

/** As keys say since when. */
function secondsOf(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
