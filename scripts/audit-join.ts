/**
 * `npm run audit:join -- --proof FILE --evidence FILE --hub FILE ... --to FILE`: puts what hubs have stated about a package, a message, a report, a
 * text or a file into the proof of the entry by which it left, so that one file shows both. Nothing is verified by this.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { joinDelivery } from './lib/audit/join-delivery.ts'
import { givenPath } from './lib/given-path.ts'
import { misunderstood, optionsOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const usage = `Usage: npm run audit:join -- --proof FILE --evidence FILE --hub FILE [--hub FILE ...] --to FILE

  --proof FILE     proof of an entry (GET /entries/ID/tlog-proof of audit)
  --evidence FILE  what was stated about what left by it (GET /deliveries/PACKAGE-ID/evidence of exchange, for an auditor, JSON; or what its
                   agency reads at GET /evidence or GET /evidence-requests/ID/evidence)
  --hub FILE       a hub that stated something of it (GET /hubs/CODE of directory, JSON)
  --to FILE        the new file; \`npm run audit:verify -- --proof FILE --keys FILE --jurisdiction FILE\` verifies it
  --help           this text`

const values = optionsOf(
  {
    proof: { type: 'string' },
    evidence: { type: 'string' },
    hub: { type: 'string', multiple: true, default: [] },
    to: { type: 'string' },
  },
  usage,
)

try {
  const { proof, evidence, hub, to } = values
  if (proof === undefined || evidence === undefined || to === undefined || hub.length === 0)
    throw new UsageError('Say which proof, which evidence, of which hubs, and where to.')
  const read = (path: string) => readFileSync(givenPath(path), 'utf8')
  const { file, count } = await joinDelivery({
    proof: read(proof),
    evidence: JSON.parse(read(evidence)),
    hubs: hub.map(path => JSON.parse(read(path))),
  })
  writeFileSync(givenPath(to), file, { flag: 'wx' })
  process.stdout.write(`${count} statements about what left in ${to}.\n`)
} catch (error) {
  if (error instanceof UsageError || !(error instanceof TypeError || error instanceof SyntaxError))
    misunderstood(error, usage)
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
