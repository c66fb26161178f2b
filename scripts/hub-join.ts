/** `npm run hub:join`: the hub of another jurisdiction has invited this one. */
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
import { join } from './lib/join/invite.ts'
import { optionsAndFilesOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const usage = `Usage: npm run hub:join -- FILE [--fingerprint F] [options]
       npm run hub:join -- --sign FILE --by TYPE

Checks an invitation and shows what it says, and the fingerprint that people are to compare over another channel. With that fingerprint it
makes the inviting hub a peer of this one, and writes the answer, signed by two institutions of this one. The hub may run meanwhile.

  --fingerprint F   the fingerprint of the inviting jurisdiction, as a person of it has read it to you
${COMMON_HELP}`

const { values: given, positionals } = optionsAndFilesOf(COMMON, usage)
await carriedOut(usage, step => {
  if (given.sign !== undefined) return signToo(here(given), given.sign, given.by)
  const [path, more] = positionals
  if (path === undefined || more !== undefined)
    throw new UsageError('Name the one file that the inviting hub has sent.')
  const text = letterText(path)
  return joining(here(given), { path, text }, step)
})

interface Sent {
  readonly path: string
  readonly text: string
}

async function joining({ layout, paths, hub, hubs }: Here, { path, text }: Sent, step: Step): Promise<string> {
  const now = new Date()
  const checked = await checkLetter(text, { kind: 'invitation', hub, now })
  if (given.fingerprint === undefined) compareFirst(checked, `npm run hub:join -- --hub ${hub} ${path}`)
  requireFingerprint(checked, given.fingerprint)
  alone(layout)
  const signing = { paths, by: typesOf(given.by), edgeUrl: given.edge, now }
  const answer = await join({ layout, hub, hubs, onStep: step }, checked, signing)
  const inviting = checked.letter.from
  const out = given.out ?? `acceptance-${hub}-${inviting}.json`
  writeLetter(out, answer)
  return `${joinedWords(hub, inviting)}
${out} goes back. There: npm run hub:invite -- --accept ${out}
Somebody of ${inviting} will ring you up. Read to them the fingerprint of your jurisdiction:

    ${await ownFingerprint(paths)}`
}
