import { readFileSync } from 'node:fs'
import { fingerprintOf } from '@amparo/crypto'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, test } from 'vitest'
import { install } from '../hubs/install.ts'
import { layout } from '../hubs/layout.ts'
import { natsConfigOf, readEdgeFile } from '../hubs/nats.ts'
import { freePorts } from '../hubs/ports.ts'
import { statementIn } from '../hubs/statement.ts'
import { checkLetter, requireFingerprint } from './check.ts'
import { instrumentsFor } from './instruments.ts'
import { accept, invite, join } from './invite.ts'
import { type LetterFile, letterOf, readLetter } from './letter.ts'
import { addSignature, signLetter } from './sign.ts'

const BY = ['central_authority', 'ombudsman']
const [first, second] = [tempDir('inviting'), tempDir('joining')]
afterAll(() => [first, second].forEach(removeTempDir))

/** Files of a hub, and no server: it does not run. */
async function installed(state: string, hub: string) {
  const places = layout(state)
  await install({ layout: places, hubs: [hub], postgresPort: 1024, portsOf: () => freePorts(), onStep: () => {} })
  return { layout: places, hub, hubs: [hub], onStep: () => {}, paths: places.hub(hub) }
}
const [xa, xc] = [await installed(first, 'XA'), await installed(second, 'XC')]
// Every key was drawn before.
const now = new Date(Date.now() + 60_000)
const later = (ms: number) => new Date(now.getTime() + ms)
const HOUR = 3_600_000
const signing = (paths: typeof xa.paths, by = BY) => ({ paths, by, now })
const instruments = instrumentsFor(['XA', 'XC'], { assistance: 'Agreement on assistance', until: '2040-01-01' }, now)
const inviting = (by = BY) => invite({ ...signing(xa.paths, by), invited: 'XC', instruments, validDays: 14 })
const text = (file: LetterFile) => JSON.stringify(file)
const checked = (file: LetterFile | string, at = now, hub = 'XC') =>
  checkLetter(typeof file === 'string' ? file : text(file), { kind: 'invitation', hub, now: at })
const answerTo = (file: LetterFile, hub = 'XA', at = now) =>
  checkLetter(text(file), { kind: 'acceptance', hub, now: at })
const code = (wanted: string) => expect.objectContaining({ code: wanted })

test('an invitation is for one hub, for a time, and by two institutions of different kinds', async () => {
  const file = await inviting()
  expect((await checked(file)).signedBy.map(({ type }) => type)).toEqual(BY)
  await expect(checked(file, now, 'XB')).rejects.toEqual(code('letter_for_another_hub'))
  await expect(checked(file, later(15 * 24 * HOUR))).rejects.toEqual(code('letter_expired'))
  await expect(checked(file, later(-HOUR))).rejects.toEqual(code('letter_from_the_future'))
  await expect(answerTo(file, 'XC')).rejects.toEqual(code('letter_of_another_kind'))
  await expect(checked('{}')).rejects.toEqual(code('letter_unreadable'))
  await expect(checked(await inviting(['ombudsman']))).rejects.toEqual(code('letter_not_signed'))
  await expect(checked(await inviting(['shelter', 'shelter']))).rejects.toEqual(code('letter_not_signed'))
  await expect(inviting(['ministry_of_magic'])).rejects.toEqual(code('agency_missing'))
  // The second one signs at its own machine.
  const half = await inviting(['ombudsman'])
  expect((await checked(await addSignature(xa, text(half), ['central_authority']))).signedBy).toHaveLength(2)
  await expect(addSignature(xc, text(half), ['central_authority'])).rejects.toEqual(code('letter_for_another_hub'))
})

test('what was changed on the way, or signed by others, is refused', async () => {
  const file = await inviting()
  const changed = { ...file, letter: file.letter.replace('Agreement on', 'Agreement of') }
  await expect(checked(changed)).rejects.toEqual(code('letter_not_signed'))
  // Institutions of another jurisdiction, in the name of this one.
  const letter = readOf(file)
  const statement = statementIn(xc.paths.directoryStatement)
  const theirs = await letterOf({ ...letter, statement, issuedAt: now, expiresAt: later(HOUR) })
  const { signatures } = await signLetter(xc.paths, theirs, BY)
  await expect(checked({ letter: file.letter, signatures })).rejects.toEqual(code('letter_not_signed'))
  // All of it, by somebody with a jurisdiction of their own: people notice, who compare.
  const good = await checked(file)
  const known = await fingerprintOf(readFileSync(xa.paths.jurisdictionCertificate, 'utf8'))
  requireFingerprint(good, known.toUpperCase().replaceAll(/(.{4})/g, '$1 '))
  const forged = { ...good, jurisdictionFingerprint: 'f'.repeat(64) }
  expect(() => requireFingerprint(forged, known)).toThrow(code('fingerprint_differs'))
})

test('the file names only what its own jurisdiction has certified, and instruments of these two hubs', async () => {
  const letter = readOf(await inviting())
  const [theirs] = statementIn(xc.paths.directoryStatement).hubs
  const certificates = theirs?.certificates ?? []
  const foreign = await signLetter(xa.paths, { ...letter, entry: { ...letter.entry, certificates } }, BY)
  await expect(checked(foreign)).rejects.toEqual(code('letter_inconsistent'))
  const wide = letter.instruments.map(instrument => ({ ...instrument, hubs: ['XA', 'XB', 'XC'] }))
  await expect(checked(await signLetter(xa.paths, { ...letter, instruments: wide }, BY))).rejects.toEqual(
    code('letter_inconsistent'),
  )
})

test('an invitation names no agency that two institutions have not accredited', async () => {
  const letter = readOf(await inviting())
  const [first, ...others] = letter.agencies
  if (first?.accreditation === undefined) throw new Error('no agency')
  const { accreditation, ...none } = first
  const alone = { ...none, accreditation: { ...accreditation, by: accreditation.by.slice(1) } }
  for (const agency of [none, alone])
    await expect(checked(await signLetter(xa.paths, { ...letter, agencies: [agency, ...others] }, BY))).rejects.toEqual(
      code('letter_inconsistent'),
    )
})

test('hubs that do not run have each other as peers once one has joined and the other has taken in its answer, once', async () => {
  const file = await inviting()
  const invitation = await checked(file)
  const answer = await join(xc, invitation, signing(xc.paths))
  await expect(join(xc, invitation, signing(xc.paths))).rejects.toEqual(code('invitation_used'))
  await expect(join(xc, await checked(await inviting()), signing(xc.paths))).rejects.toEqual(code('hub_already_known'))

  const accepted = await answerTo(answer)
  const other = await inviting()
  const unknown = { ...accepted, letter: { ...accepted.letter, id: '00000000-0000-4000-8000-000000000000' } }
  await expect(accept(xa, unknown, now)).rejects.toEqual(code('invitation_unknown'))
  const mixed = { ...accepted, letter: { ...accepted.letter, id: readOf(other).id } }
  await expect(accept(xa, mixed, now)).rejects.toEqual(code('acceptance_differs'))
  const more = accepted.letter.instruments.map(instrument => ({ ...instrument, matter: 'criminal' as const }))
  const widened = { ...accepted, letter: { ...accepted.letter, instruments: more } }
  await expect(accept(xa, widened, now)).rejects.toEqual(code('acceptance_differs'))
  await accept(xa, accepted, now)
  await expect(accept(xa, accepted, now)).rejects.toEqual(code('invitation_used'))
  await expect(inviting()).rejects.toEqual(code('hub_already_known'))

  for (const [own, peer, told] of [
    [xa, 'XC', answer],
    [xc, 'XA', file],
  ] as const) {
    const { hubs, agencies, instruments: bases } = statementIn(own.paths.directoryStatement)
    expect(hubs.map(({ hub }) => hub)).toEqual([own.hub, peer])
    expect(agencies.some(({ hub }) => hub === peer)).toBe(true)
    expect(bases).toEqual(instruments)
    expect(readEdgeFile(own.paths).peers).toMatchObject([{ hub: peer, url: readOf(told).edge.url }])
    const config = natsConfigOf(own.layout, { hub: own.hub, peers: [], scanned: false })
    expect(config).toContain(readOf(told).edge.nkey)
    // What travels holds neither of the keys that the hub has for this.
    const { signatures, letter } = told
    const secrets = [own.paths.peerSeed(peer), own.paths.institutionKey('ombudsman')].map(path =>
      readFileSync(path, 'utf8').trim(),
    )
    for (const secret of secrets) expect(letter + JSON.stringify(signatures)).not.toContain(secret)
  }

  // A start that makes one of them state its directory anew keeps the other.
  await install({
    ...{ layout: xa.layout, hubs: ['XA', 'XB'], postgresPort: 1024, portsOf: () => freePorts(), onStep: () => {} },
  })
  expect(statementIn(xa.paths.directoryStatement).hubs.map(({ hub }) => hub)).toEqual(['XA', 'XB', 'XC'])
  expect(readEdgeFile(xa.paths).peers.map(({ hub }) => hub)).toEqual(['XB', 'XC'])
  // Keys of three hubs, drawn beside whatever else runs.
})

function readOf(file: LetterFile) {
  const read = readLetter(text(file))
  if (read === undefined) throw new TypeError('not a letter')
  return read.letter
}
