/** `npm run hub:invite`: invites the hub of another jurisdiction, and takes in its answer. */
import { checkLetter, requireFingerprint } from './lib/join/check.ts'
import {
  alone,
  COMMON,
  COMMON_HELP,
  carriedOut,
  compareFirst,
  type Here,
  here,
  joinedWords,
  letterText,
  ownFingerprint,
  type Step,
  signToo,
  typesOf,
  writeLetter,
} from './lib/join/command.ts'
import { instrumentsFor } from './lib/join/instruments.ts'
import { accept, invite } from './lib/join/invite.ts'
import { numberOf, optionsOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const usage = `Usage: npm run hub:invite -- --for XC --assistance CITATION [options]
       npm run hub:invite -- --sign FILE --by TYPE
       npm run hub:invite -- --accept FILE [--fingerprint F]

Writes an invitation for the hub of another jurisdiction, signed by two institutions of this one; --accept takes in what that hub answered.
Nothing secret is in the file. The hub may run meanwhile.

  --for XC          the hub that is invited, by its code
  --assistance TEXT the agreement on which help to victims is exchanged
  --criminal TEXT   the one on which criminal matters are; one of the two is needed
  --treaty CODE     with --criminal: under which treaty evidence is asked for (nassau, untoc)
  --until DATE      until when both are in force (default: ten years from now)
  --days N          how long the invitation is good (default 14)
  --accept FILE     the acceptance that came back
  --fingerprint F   with --accept: the fingerprint of the other jurisdiction, as a person of it has read it to you
${COMMON_HELP}`

const OPTIONS = {
  ...COMMON,
  for: { type: 'string' },
  assistance: { type: 'string' },
  criminal: { type: 'string' },
  treaty: { type: 'string' },
  until: { type: 'string' },
  days: { type: 'string', default: '14' },
  accept: { type: 'string' },
} as const

const INVITED = '--for takes the code of another hub, of two letters: --for XC'

const given = optionsOf(OPTIONS, usage)
await carriedOut(usage, step => {
  if (given.sign !== undefined) return signToo(here(given), given.sign, given.by)
  if (given.accept !== undefined) return accepting(here(given), given.accept, step)
  const { for: invited = '' } = given
  if (!/^[A-Z]{2}$/.test(invited)) throw new UsageError(INVITED)
  return inviting(here(given), invited, step)
})

async function inviting({ layout, paths, hub }: Here, invited: string, step: Step): Promise<string> {
  if (invited === hub) throw new UsageError(INVITED)
  const now = new Date()
  const instruments = instrumentsFor([hub, invited], given, now)
  const validDays = numberOf('days', given.days, 1)
  const by = typesOf(given.by)
  alone(layout)
  step(`an invitation of ${hub} for ${invited}, signed by ${by.join(' and ')}`)
  const file = await invite({ paths, by, edgeUrl: given.edge, now, invited, instruments, validDays })
  const out = given.out ?? `invitation-${hub}-${invited}.json`
  writeLetter(out, file)
  return `${out} is for ${invited}, once, for ${validDays} days. There: npm run hub:join -- ${out}
Somebody of ${invited} will ring you up. Read to them the fingerprint of your jurisdiction:

    ${await ownFingerprint(paths)}`
}

async function accepting({ layout, hub, hubs }: Here, path: string, step: Step): Promise<string> {
  const now = new Date()
  const checked = await checkLetter(letterText(path), { kind: 'acceptance', hub, now })
  if (given.fingerprint === undefined) compareFirst(checked, `npm run hub:invite -- --hub ${hub} --accept ${path}`)
  requireFingerprint(checked, given.fingerprint)
  alone(layout)
  await accept({ layout, hub, hubs, onStep: step }, checked, now)
  return joinedWords(hub, checked.letter.from)
}
