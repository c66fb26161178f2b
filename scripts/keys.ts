/**
 * `npm run keys -- status|rotate|agency-key|revoke|hub-key|own-key|authority-key|confirm|statement|accredit|suspend|authorities`: key-encryption keys of a hub, the keys of its agencies, those that it
 * signs with, and what the jurisdiction states of them. Of one of this machine by its state folder; of any other by redaction's own settings:
 * `node --env-file=.../redaction/service.env scripts/keys.ts status`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseConfig } from '@amparo/config'
import { openFileKeyStore } from '@amparo/crypto'
import { dropFirstSubkey } from '../services/redaction/src/commands/drop-first-subkey.ts'
import { rotateKey } from '../services/redaction/src/commands/rotate-key.ts'
import { keyConfig, subkeyTimesOf } from '../services/redaction/src/key-config.ts'
import { openConfiguredKeyStore } from '../services/redaction/src/key-store.ts'
import { openKeysDatabase } from '../services/redaction/src/store/keys-database.ts'
import { givenPath } from './lib/given-path.ts'
import { onThisMachine } from './lib/hubs/addresses.ts'
import { environmentOf } from './lib/hubs/environment.ts'
import { readInstallation } from './lib/hubs/installation.ts'
import { layout, USUAL_STATE } from './lib/hubs/layout.ts'
import { certifyingKeys, jurisdictionKeyOf, nextStatement, statementIn, writeStatement } from './lib/hubs/statement.ts'
import { inWords } from './lib/in-words.ts'
import { grouped, ownFingerprint } from './lib/join/command.ts'
import { accreditationTable, withAccreditation } from './lib/keys/accreditation.ts'
import { drawAgencyKey, revokeAgencyKey } from './lib/keys/agency.ts'
import { changeAuthority, endAuthority } from './lib/keys/authority.ts'
import {
  checkAuthorityLetter,
  confirmAuthority,
  signAuthorityLetter,
  withAuthority,
} from './lib/keys/authority-letter.ts'
import { certificateTable } from './lib/keys/certificate-table.ts'
import { drawHubKey, HUB_KEY_USES, revokeHubKey, switchHubKey } from './lib/keys/hub-key.ts'
import { register, registered, registerToo } from './lib/keys/registration.ts'
import {
  authoritiesIn,
  certificatesIn,
  introduced,
  namedAnew,
  withCertificate,
  withCertificates,
  withoutCertificate,
} from './lib/keys/statement.ts'
import { withSuspension } from './lib/keys/suspension.ts'
import { keyTable } from './lib/keys/table.ts'
import { helpOf, parsedArgs } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const usage = `Usage: npm run keys -- STEP [options]

npm run keys -- status                 which keys there are and what each still wraps, and which certificates, with the days that are left of each
npm run keys -- rotate                 draws a new key; the running hub then wraps everything anew
npm run keys -- agency-key             draws another key for --agency, and prints its certificate for the jurisdiction to certify and list
npm run keys -- revoke                 prints --certificate of --agency with its revocation, for the jurisdiction's next statement; with --use the
                                       certificate of the key that the hub signs with, once the next one is drawn
npm run keys -- hub-key                draws the key with which the hub signs next, for --use, and prints its certificate, for the next statement
                                       here and, certified, at each peer; with --switch the running hub signs with it from then on
npm run keys -- own-key                prints the registration of --certificate, whose key the agency holds itself, signed by two institutions (--by),
                                       each of which has heard the --fingerprint from the agency; with --registration adds a signature to one
npm run keys -- authority-key          draws another key for the jurisdiction in the place of the one of today, which signs that, certifies anew what is of the own hub, and
                                       prints the letter for the peers, signed by two institutions (--by; one more by --letter). Both keys are believed until --end
                                       ends the one before. With --compromised it has no word in this: peers compare the fingerprint of the new one as when a hub joins
npm run keys -- confirm                shows the letter of a peer (--letter) and the fingerprint to compare; with the --fingerprint that was heard prints the
                                       confirmation, signed by two institutions (--by); with --confirmation adds a signature to one
npm run keys -- statement              the jurisdiction's next statement: with --certificate, with a --registration, with a --letter and its --confirmation, --without a certificate, or --anew. Of the
                                       own hub it is certified now, and printed for the peers. With --introduce the own jurisdiction certifies that of
                                       a peer that joined before hubs did that
npm run keys -- accredit               the jurisdiction's next statement, in which --agency (of the own hub or of a peer) was accredited --on a day, as two institutions
                                       have approved (--approved-by NAME, twice). It is good until that day of the next year is over
npm run keys -- suspend                the jurisdiction's next statement, in which --agency (of the own hub or of a peer) is suspended: within a minute nobody signs in for it, and
                                       what it was sent is recalled. With --successor that agency acts in its place on what it has sent; with --lift it is
                                       suspended no more
npm run keys -- authorities            prints the certificates of all jurisdictions as the directory names them, each certified by the own one, and those of
                                       their hubs, for sq (gpg 2.4 reads no OpenPGP v6, and then nothing of the file)

--state FOLDER    of the hubs on this machine (default: .state)
--hub XA          which of them
--agency ID       whose key it is
--use U           with hub-key and revoke: redaction-sign, redaction-sign-compatible, consent-sign or exchange-sign
--certificate F   file with the certificate; with revoke, as the directory has it; with statement with several, or given several times
--fingerprint F   with own-key: as somebody of the agency has read it out; with confirm: as somebody of the peer has
--by TYPES        with own-key, authority-key and confirm: whose institutions sign (default: central_authority,ombudsman)
--registration F  with own-key: a file to add a signature to; with statement: the file, signed by two; for an agency of another hub besides
                  --certificate, as its own jurisdiction has certified it
--letter F        with confirm and statement: what a peer has written of its jurisdiction's next key; with authority-key: a letter to add a signature to
--confirmation F  with confirm: a file to add a signature to; with statement: the file, signed by two
--end             with authority-key: ends the key before, once every peer names the next one; at once with --compromised
--approved-by N   with accredit: name of an institution that has approved the agency, offline; given twice
--on DAY          with accredit: YYYY-MM-DD (default: today)
--successor ID    with suspend: another agency of the same hub; may be said later, and be another
--lift            with suspend: the agency is suspended no more
--without F       with statement: fingerprint of the certificate that is named no more
--introduce XB    with statement: the peer
--anew            with statement: the same as before, signed now: a directory warns once the next one is overdue
--switch          with hub-key: once the directory names it, here and at each peer; at once, where it names the key before as revoked
--heard XC,XD     with --switch and --end: peers elsewhere that have said that they name it
--days N          with hub-key, agency-key and authority-key: the key ends by itself after that; else it does not
--compatible      with agency-key: one that gpg 2.4 can encrypt to
--compromised     with revoke: because the key may be in other hands, not only because it is retired;
                  with authority-key: because it may be in other hands, is lost, or has ended by itself; with --end it is the one before that may be;
                  with rotate: the key before is destroyed as soon as it wraps nothing, though backups of the last days need it
--help            this text`

const STEPS = [
  'status',
  'rotate',
  'agency-key',
  'revoke',
  'hub-key',
  'own-key',
  'authority-key',
  'confirm',
  'statement',
  'accredit',
  'suspend',
  'authorities',
] as const
type Step = (typeof STEPS)[number]

const { step, state, hub, compromised, agency, compatible, ...given } = understood()
const [certificate] = given.certificate ?? []
try {
  if (step === 'hub-key') await ofHubKey()
  else if (step === 'own-key') await ofOwnKey()
  else if (step === 'authority-key') await ofAuthorityKey()
  else if (step === 'confirm') await ofConfirmation()
  else if (step === 'statement') await ofStatement()
  else if (step === 'accredit') await ofAccreditation()
  else if (step === 'suspend') await ofSuspension()
  else if (step === 'authorities') say(authoritiesIn(statementIn(pathsHere().directoryStatement)))
  else if (step === 'revoke' && given.use !== undefined) await ofRevokedHubKey()
  else if (step === 'agency-key' || step === 'revoke') await ofAgency(step)
  else await ofHub()
} catch (error) {
  stop(error instanceof UsageError ? error.message : inWords(error, state))
}

async function ofHub(): Promise<void> {
  const config = parseConfig(keyConfig, settings())
  const database = await openKeysDatabase(config.AMPARO_KEYS_DATABASE_URL)
  try {
    const keyStore = await openConfiguredKeyStore(config)
    if (step === 'rotate') {
      const deps = { keyStore, database, now: () => new Date(), backupDays: config.AMPARO_KEYS_BACKUP_DAYS }
      const keyId = await rotateKey(deps)({ compromised })
      say(keyId === undefined ? 'Somebody else did the same just now; that key counts.' : `The key is now ${keyId}.`)
      say('A running hub wraps everything anew; `npm run keys -- status` shows how far it is.')
    }
    // Where services may only read the folder, what is struck off is destroyed here.
    const keys = await database.listKeys()
    for (const { keyId, state: is } of keys) if (is === 'destroyed') await keyStore.destroyKey(keyId)
    const times = subkeyTimesOf(config)
    if (await dropFirstSubkey({ keyStore, database, times, now: new Date() }))
      say('The first subkey for sealing is over, and destroyed.')
    say(keyTable(keys, await keyStore.keyIds()))
    const { directoryStatement } = layout(state).hub(hub)
    if (!existsSync(directoryStatement))
      return say(
        `\nCertificates and accreditations are not listed: there is no ${directoryStatement}. --state and --hub say where it is.`,
      )
    const statement = statementIn(directoryStatement)
    say(`\n${await certificateTable(statement, new Date())}`)
    say(`\n${accreditationTable(statement, new Date())}`)
  } finally {
    await database.close()
  }
}

function understood() {
  helpOf(usage)
  try {
    const { values, positionals } = parsedArgs({
      state: { type: 'string', default: USUAL_STATE },
      hub: { type: 'string', default: 'XA' },
      compromised: { type: 'boolean', default: false },
      agency: { type: 'string' },
      certificate: { type: 'string', multiple: true },
      compatible: { type: 'boolean', default: false },
      without: { type: 'string' },
      introduce: { type: 'string' },
      fingerprint: { type: 'string' },
      by: { type: 'string', default: 'central_authority,ombudsman' },
      registration: { type: 'string' },
      switch: { type: 'boolean', default: false },
      heard: { type: 'string', default: '' },
      on: { type: 'string' },
      'approved-by': { type: 'string', multiple: true },
      successor: { type: 'string' },
      lift: { type: 'boolean', default: false },
      letter: { type: 'string' },
      confirmation: { type: 'string' },
      anew: { type: 'boolean', default: false },
      end: { type: 'boolean', default: false },
      use: { type: 'string' },
      days: { type: 'string' },
    })
    const [step, more] = positionals
    if (!isStep(step))
      throw new UsageError(step === undefined ? 'Say what is to be done.' : `${step} is none of the steps.`)
    if (more !== undefined) throw new UsageError(`One step at a time: ${more} is one too many.`)
    return { ...values, step, state: givenPath(values.state) }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return misused(error.message)
  }
}

/** The reason alone: the usage is longer than a terminal. */
function misused(why: string): never {
  process.stderr.write(`${why}\nWhich steps there are, and what each takes: npm run keys -- --help\n`)
  process.exit(2)
}

function isStep(text: string | undefined): text is Step {
  return STEPS.some(step => step === text)
}

/** A certificate to standard output: it goes into a file, and to whoever keeps the jurisdiction's key. */
async function ofAgency(what: 'agency-key' | 'revoke'): Promise<void> {
  const agencyId = agency ?? misused('Say of which agency: --agency ID.')
  const keyStore = await openFileKeyStore(parseConfig(keyConfig, settings()).AMPARO_KEYSTORE_DIR)
  const of = { keyStore, hub: process.env['AMPARO_HUB'] ?? hub, agencyId }
  if (what === 'agency-key') return say(await drawAgencyKey(of, compatible ? 'compatible' : 'modern', daysGiven()))
  const armored = textOf(certificate ?? misused('Say which certificate: --certificate FILE.'))
  say(await revokeAgencyKey(of, armored, compromised ? 'compromised' : 'retired'))
}

/** A certificate to standard output, or that the hub signs with the next key. */
async function ofHubKey(): Promise<void> {
  const key = hubKeyGiven()
  if (!given.switch) return say(await drawHubKey(key, daysGiven()))
  const own = statementIn(key.paths.directoryStatement)
  say(`${hub} signs with ${await switchHubKey(key, { own, ...heardOf(), now: new Date() })} from now on (${key.use}).`)
}

/** By whom it has to be known: peers on this machine by what their jurisdictions state, others as they have said. */
function heardOf() {
  const here = Object.keys(readInstallation(layout(state).installation)?.hubs ?? {}).filter(peer => peer !== hub)
  const peers = here.map(peer => statementIn(layout(state).hub(peer).directoryStatement))
  return { peers, heard: given.heard.split(',') }
}

/** The letter to standard output: it goes to each peer. What is to be done to the other stream. */
async function ofAuthorityKey(): Promise<void> {
  const paths = pathsHere()
  const of = { paths, hub, now: new Date() }
  const by = given.by.split(',')
  if (given.end)
    return say(
      `The key ${await endAuthority(of, { compromised, ...heardOf() })} has ended, is revoked (${paths.jurisdictionRevoked}) and gone.`,
    )
  if (given.letter !== undefined) return say(await signAuthorityLetter(paths, textOf(given.letter), by))
  say(await changeAuthority(of, { compromised, by, days: daysGiven() }))
  note(`The jurisdiction of ${hub} has another key; directory has it within half a minute. Each peer is given the letter (keys -- confirm), and told its fingerprint by phone:

    ${await ownFingerprint(paths)}

Copy ${paths.jurisdictionCertificate} to where else it is pinned, and ${paths.jurisdictionKey} to where it is kept.
${compromised ? `At once, before they compare: keys -- statement --certificate with ${paths.jurisdictionRevoked}, at each peer.` : `Once every peer names it: keys -- authority-key --end.`}`)
}

/** Shows what is to be compared; with what was heard, the confirmation to standard output. */
async function ofConfirmation(): Promise<void> {
  const paths = pathsHere()
  const of = { statement: statementIn(paths.directoryStatement), now: new Date() }
  const letter = textOf(given.letter ?? misused('Say which letter: --letter FILE.'))
  const { fingerprint: heard, confirmation } = given
  if (heard === undefined) {
    const checked = await checkAuthorityLetter(letter, of)
    const { from, reason } = checked.letter
    return stop(`${from} has another key for its jurisdiction${reason === 'compromised' ? ', and the one before has NOT signed that' : ', which the one before has signed'}.
Signed by ${checked.signedBy.map(({ type, name }) => `${name} (${type})`).join(', ')}.

    ${grouped(checked.fingerprint)}

Nothing has been done yet. Ring up somebody of ${from} whom you know, at a number that is not from the file's sender, have it read to you, and type in what you heard: --fingerprint.`)
  }
  const confirming = { ...of, paths, heard, by: given.by.split(',') }
  say(await confirmAuthority(letter, confirming, confirmation === undefined ? undefined : textOf(confirmation)))
}

async function ofRevokedHubKey(): Promise<void> {
  const key = hubKeyGiven()
  say(await revokeHubKey(key, statementIn(key.paths.directoryStatement), compromised ? 'compromised' : 'retired'))
}

function hubKeyGiven() {
  const use =
    HUB_KEY_USES.find(known => known === given.use) ?? misused(`Say for what: --use ${HUB_KEY_USES.join(', ')}.`)
  return { paths: pathsHere(), hub, use }
}

function daysGiven(): number | undefined {
  if (given.days === undefined) return undefined
  return /^[1-9]\d{0,4}$/.test(given.days)
    ? Number(given.days)
    : misused('--days takes a whole number from 1 to 99999.')
}

/** To standard output: it goes to the other institution, or to whoever keeps the jurisdiction's key. */
async function ofOwnKey(): Promise<void> {
  const paths = pathsHere()
  const statement = statementIn(paths.directoryStatement)
  const registering = {
    paths,
    statement,
    heard: given.fingerprint ?? misused('Say what was read out: --fingerprint F.'),
    by: given.by.split(','),
  }
  const { registration } = given
  if (registration !== undefined) return say(await registerToo(textOf(registration), registering))
  say(await register(textOf(certificate ?? misused('Say which certificate: --certificate FILE.')), registering))
}

/** Signed with the jurisdiction's key, which is in the folder for as long as this takes. */
async function ofStatement(): Promise<void> {
  const paths = pathsHere()
  const before = statementIn(paths.directoryStatement)
  const at = new Date()
  const { registration, without, introduce, letter, anew } = given
  const certificates = (given.certificate ?? []).flatMap(path => certificatesIn(textOf(path)))
  const named = certificates.length > 0 || registration !== undefined
  if ([named, without, introduce, letter, anew].filter(one => one !== undefined && one !== false).length !== 1)
    return misused(
      'Say what is new, one of: --certificate or --registration, --letter, --without, --introduce, --anew.',
    )
  const naming = { jurisdictionKey: jurisdictionKeyOf(paths, hub), certifying: certifyingKeys(paths, hub), now: at }
  const [certified] = certificates
  const change = anew
    ? {}
    : letter !== undefined
      ? await withAuthority(
          textOf(letter),
          textOf(given.confirmation ?? misused('Say which confirmation: --confirmation FILE.')),
          { ...naming, statement: before },
        )
      : introduce !== undefined
        ? await introduced(before, introduce, naming)
        : without !== undefined
          ? await withoutCertificate(before, without)
          : registration === undefined
            ? await withCertificates(before, certificates, naming)
            : await withCertificate(
                before,
                (
                  await registered(textOf(registration), {
                    statement: before,
                    now: at,
                    ...(certified && { certified }),
                  })
                ).certificate,
                { ...naming, heldByAgency: true },
              )
  const next = nextStatement(before, change, at)
  await writeStatement(paths, next)
  say(
    `Statement ${next.version} of ${hub} is signed; directory has it within half a minute, and each change of a key goes into the log.`,
  )
  const forPeers = await namedAnew(before, next)
  if (forPeers.length > 0) say(`For the peers of ${hub}, as its jurisdiction has certified it:\n${forPeers.join('\n')}`)
}

/** Of an agency whose papers two institutions have looked at, away from any network. */
async function ofAccreditation(): Promise<void> {
  const paths = pathsHere()
  const before = statementIn(paths.directoryStatement)
  const at = new Date()
  const agencyId = agency ?? misused('Say of which agency: --agency ID.')
  const { on = at.toISOString().slice(0, 10), 'approved-by': by = [] } = given
  await signNext(paths, nextStatement(before, withAccreditation(before, { agencyId, on, by }, at), at))
  note(`Tell each peer that exchanges with it, over a channel that you know; it states the same:

    keys -- accredit --agency ${agencyId} --on ${on} ${by.map(name => `--approved-by ${JSON.stringify(name)}`).join(' ')}`)
}

/** Of an agency that may be the harm. It counts in this hub; each peer's jurisdiction states it itself. */
async function ofSuspension(): Promise<void> {
  const paths = pathsHere()
  const before = statementIn(paths.directoryStatement)
  const agencyId = agency ?? misused('Say of which agency: --agency ID.')
  const { successor, lift } = given
  if (lift && successor !== undefined)
    return misused('Whoever is suspended no more has no successor: --lift or --successor.')
  const change = withSuspension(before, { agencyId, suspended: !lift, successor })
  await signNext(paths, nextStatement(before, change, new Date()))
  note(`Tell each peer that exchanges with it at once, over a channel that you know; it states the same:

    keys -- suspend --agency ${agencyId}${lift ? ' --lift' : ''}${successor === undefined ? '' : ` --successor ${successor}`}`)
}

async function signNext(paths: ReturnType<typeof pathsHere>, next: ReturnType<typeof nextStatement>): Promise<void> {
  await writeStatement(paths, next)
  say(`Statement ${next.version} of ${hub} is signed; directory has it within half a minute.`)
}

function textOf(path: string): string {
  const file = givenPath(path)
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
  return readFileSync(file, 'utf8')
}

function pathsHere() {
  const places = layout(state)
  if (!readInstallation(places.installation)?.hubs[hub])
    return stop(`There is no hub ${hub} in ${state}: npm start makes it.`)
  return places.hub(hub)
}

/** Redaction's: those it was started with, or those of a hub on this machine. */
function settings(): Readonly<Record<string, string | undefined>> {
  if (process.env['AMPARO_KEYS_DATABASE_URL'] !== undefined) return process.env
  const places = layout(state)
  const installation = readInstallation(places.installation)
  const installed = installation?.hubs[hub]
  if (installation === undefined || installed === undefined)
    return stop(`There is no hub ${hub} in ${state}: npm start makes it.`)
  const postgres = { host: '127.0.0.1', port: installation.postgresPort }
  return environmentOf(
    { layout: places, addresses: onThisMachine, postgres, logLevel: 'info', trial: true },
    installed,
    'redaction',
  )
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Beside what goes into a file. */
function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
