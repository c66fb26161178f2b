import { existsSync, readFileSync } from 'node:fs'
import { PlatformError } from '@amparo/config'
import { fingerprintOf } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import { givenPath } from '../given-path.ts'
import { type Installation, readInstallation } from '../hubs/installation.ts'
import { type HubPaths, type Layout, layout, USUAL_STATE } from '../hubs/layout.ts'
import { writePrivate } from '../hubs/secrets.ts'
import { lockState } from '../hubs/state-lock.ts'
import { misunderstood } from '../options.ts'
import { progress } from '../progress.ts'
import { UsageError } from '../usage-error.ts'
import type { CheckedLetter } from './check.ts'
import type { LetterFile } from './letter.ts'
import { addSignature } from './sign.ts'

/** Options that both commands take. */
export const COMMON = {
  state: { type: 'string', default: USUAL_STATE },
  hub: { type: 'string' },
  by: { type: 'string', default: 'central_authority,ombudsman' },
  edge: { type: 'string' },
  out: { type: 'string' },
  fingerprint: { type: 'string' },
  sign: { type: 'string' },
} as const

export const COMMON_HELP = `  --state FOLDER    of the hubs on this machine (default .state)
  --hub XA          which of them; needed where there are several
  --by TYPE,TYPE    types of the agencies that sign (default central_authority,ombudsman). With one, the file needs a second signature:
                    that institution adds it at its own machine by --sign FILE --by TYPE
  --edge URL        where the other hub reaches this one's NATS server: nats://HOST:PORT or tls://HOST:PORT (default: where its own exchange does)
  --out FILE        where the signed file goes (default: into this folder, named after both hubs)
  --help            this text

Exit: 0 done; 1 refused or failed; 2 not understood; 3 nothing done, fingerprints are to be compared first`

/** Nothing was done: people have to compare first. */
const TO_COMPARE = 3

export interface Here {
  readonly layout: Layout
  readonly paths: HubPaths
  readonly hub: string
  readonly hubs: readonly string[]
}

/** Says what is being done. */
export type Step = (text: string) => void

/** Which hub of which folder is meant. */
export function here(given: { readonly state: string; readonly hub?: string | undefined }): Here {
  const places = layout(givenPath(given.state))
  const hubs = Object.keys(installedIn(places).hubs)
  const hub = given.hub ?? (hubs.length === 1 ? hubs[0] : undefined)
  if (hub === undefined) throw new UsageError(`There are several hubs here (${hubs.join(', ')}): --hub says which.`)
  if (!hubs.includes(hub)) throw new UsageError(`There is no hub ${hub} in ${places.root}.`)
  return { layout: places, paths: places.hub(hub), hub, hubs }
}

function installedIn(places: Layout): Installation {
  const installation = readInstallation(places.installation)
  if (installation === undefined) throw new UsageError(`There is no hub in ${places.root}: npm start makes one.`)
  return installation
}

export const typesOf = (by: string): string[] =>
  by
    .split(',')
    .map(type => type.trim())
    .filter(Boolean)

export function letterText(path: string): string {
  const file = givenPath(path)
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
  return readFileSync(file, 'utf8')
}

export function writeLetter(path: string, file: LetterFile): void {
  writePrivate(givenPath(path), file)
}

const GROUPS_A_LINE = 8

/** What people read to each other: groups of four, eight a line. */
export function grouped(fingerprint: string): string {
  const groups = fingerprint.toUpperCase().match(/.{1,4}/g) ?? []
  const lines = groups.map((group, i) => (i % GROUPS_A_LINE === 0 ? `\n    ${group}` : group))
  return lines.join(' ').trim()
}

/** To be read to whoever rings up. */
export const ownFingerprint = async (paths: HubPaths): Promise<string> =>
  grouped(await fingerprintOf(readFileSync(paths.jurisdictionCertificate, 'utf8')))

/** What somebody else wrote: nothing in it moves the cursor. */
const plain = (text: string): string => text.replaceAll(/\p{C}/gu, ' ')

/** What the file says, and what to compare. */
export function summary({ letter, jurisdictionFingerprint, signedBy }: CheckedLetter): string {
  const { kind, from, to, expiresAt, instruments, agencies, edge } = letter
  return `
${from} ${kind === 'invitation' ? 'invites' : 'accepts the invitation of'} ${to}; good until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC.
  on        ${plain(instruments.map(({ citation, matter }) => `${citation} (${matter})`).join('; '))}
  agencies  ${agencies.length}
  reached   ${plain(edge.url)}
  signed    ${plain(signedBy.map(({ name, type }) => `${name} (${type})`).join(', '))}

Fingerprint of the jurisdiction of ${from}:

    ${grouped(jurisdictionFingerprint)}
`
}

/** Another institution signs what one has signed. */
export async function signToo(place: Here, path: string, by: string): Promise<string> {
  writeLetter(path, await addSignature(place, letterText(path), typesOf(by)))
  return `${path} is signed by ${typesOf(by).join(' and ')}, too.`
}

export const joinedWords = (hub: string, other: string): string => `${other} is a peer of ${hub} now.
A hub that runs with npm start has it within half a minute; one that does not, when it starts. Where the NATS server is run by others, have it read
its configuration anew (nats-server --signal reload, twice) and run provision.ts streams. Every key of ${other} is an entry in the log of ${hub}.`

/** `state` changes under one command at a time; a hub that runs meanwhile is no hindrance. */
export function alone(places: Layout): void {
  process.once('exit', lockState(`${places.installation}.joining`))
  try {
    process.once('exit', lockState(places.lock))
  } catch (error) {
    if (!(error instanceof PlatformError && error.code === 'ALREADY_RUNNING')) throw error
  }
}

/** Shows what is to be compared, and ends, having done nothing. */
export function compareFirst(checked: CheckedLetter, again: string): never {
  say(`${summary(checked)}
Nothing has been done yet. Ring up somebody of ${checked.letter.from} whom you know, at a number that is not from the file's sender, and have
the fingerprint read to you. If it is the same, type in what you heard:

  ${again} --fingerprint 'WHAT WAS READ TO YOU'
`)
  process.exit(TO_COMPARE)
}

/** Runs a command, and says what it answers; refusals and failures in words, without a stack trace. */
export async function carriedOut(usage: string, work: (step: Step) => Promise<string>): Promise<void> {
  const steps = progress()
  try {
    const last = await work(steps.step)
    steps.done()
    say(last)
  } catch (error) {
    steps.failed()
    if (error instanceof AppError) end(`${error.message} (${error.code}).\n${error.next}`)
    if (error instanceof PlatformError) end(error.message)
    misunderstood(error, usage)
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function end(text: string): never {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
