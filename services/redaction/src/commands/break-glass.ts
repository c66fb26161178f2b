import { randomBytes } from 'node:crypto'
import { isAway } from '@amparo/asking'
import {
  Action,
  type AgencyType,
  agencyTypes,
  Basis,
  bases,
  create,
  type Entry,
  EntrySchema,
  encode,
  glassBroken,
  journalWritten,
  type Relation,
  timestampFromDate,
} from '@amparo/contracts'
import { sealViewAnswer } from '@amparo/crypto'
import { requireStepUp, type SignIn } from '@amparo/http'
import type { Transaction } from '@amparo/store'
import { codeNameFrom } from '../domain/code-name.ts'
import {
  EMERGENCY_CATEGORIES,
  EMERGENCY_MINUTES,
  type EMERGENCY_REASONS,
  EMERGENCY_WEEK_MS,
} from '../domain/emergency.ts'
import { errors } from '../domain/errors.ts'
import { project } from '../domain/project.ts'
import { type Allowance, NOTICE } from '../domain/view.ts'
import { addGlass, forgetGlass, glassSince, holdGlass, openGlass } from '../store/broken-glass.ts'
import { JOURNAL, type LastLine, writeLine } from '../store/journal.ts'
import type { JournalNoted } from '../store/journal-noted.ts'
import { actorOf, enteredBy } from './actor.ts'
import { shownOf } from './allowance.ts'
import { type EmergencyCase, type EmergencyCaseDeps, emergencyCase } from './emergency-case.ts'
import { messages } from './messages.ts'
import { relationsTo } from './relations-to.ts'
import type { ReleaseDeps } from './release-view.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

export interface BreakGlassDeps extends ReleaseDeps, EmergencyCaseDeps {
  readonly store: ReleaseDeps['store']
  /** The private half of the certificate that views and packages are signed with. */
  readonly signKey: () => Promise<string>
  /** So many may one user open in seven days. */
  readonly emergencies: number
  readonly noted: Pick<JournalNoted, 'noteLine' | 'lastNoted'>
}

export interface BreakGlass {
  /** Compact JWS, made for POST /break-glass. */
  readonly request: string
  readonly reason: (typeof EMERGENCY_REASONS)[number]
  readonly caller: ViewCaller & SignIn
  readonly correlationId: string
}

const ROUTE = 'POST /break-glass'

/**
 * One person alone opens an identity: the single exception to every rule that asks for two, or for a basis. A recent sign-in, a coded
 * reason, 60 minutes, so many a week; supervisor and auditor are told. If the log or consent does not answer, it is written into this
 * service's own journal before anything leaves. Only those open with whom the referral is: else `glass_elsewhere`, `glass_not_yours`.
 * Enforcement, whom the person excludes, and whoever is not of the referral's agencies hear `not_found`, and so does everybody of a
 * person in a compartment.
 */
export const breakGlass = (deps: BreakGlassDeps) => {
  const find = emergencyCase(deps)
  return async ({ request, reason, caller, correlationId }: BreakGlass): Promise<string> => {
    requireStepUp(caller, deps.now())
    const { referralId, replyCertificate } = await takeViewRequest(deps, ROUTE, request, caller)
    const found = await find(caller, referralId)
    await deps.store.read(reader => checkLimit(deps, reader, { userId: caller.user, referralId }))
    const signingKey = await deps.signKey()
    const shown = project(found.opened.held, allowanceFor(found.agencyType), {
      ...{ codeName: codeNameFrom(randomBytes(16)), engine: deps.engine, policy: deps.views, now: deps.now() },
    })
    const relations = await relationsTo(deps, caller, found.opened.held)
    const entry = entryOf(deps, found, { caller, reason, correlationId, relations, ...shownOf(shown, deps.views) })
    const logged = await appendOrNot(deps, entry)
    const away = [...found.away, ...(logged === undefined ? ['audit'] : [])]
    const noted = away.length > 0 ? await deps.noted.lastNoted() : undefined
    const opening = { found, caller, reason, entry, away, noted, correlationId }
    const opened = await deps.store.run(tx => open(deps, tx, opening))
    const { glassId, until, line } = opened
    // Apart from the vault, so that a journal that is cut afterwards is found shorter than it was.
    if (line !== undefined) await deps.noted.noteLine(line)
    const view = {
      // By no name but the referral's: the agency that registered the person has one for them that is the same for whoever reads.
      ...{ referralId, basis: bases.toCode(Basis.VITAL_INTEREST) },
      ...{ categories: shown.categories, withheld: shown.withheld, notice: NOTICE },
      ...{ until: until.toISOString(), policyHash: deps.views.hash },
      ...(logged && {
        auditEntry: { id: logged.entryId, index: Number(logged.index), leafHash: logged.leafHash },
      }),
      ...(line && { journal: { sequence: line.sequence, hash: line.hash } }),
    }
    const told = { referralId, glassId, agencyId: caller.agency, userId: caller.user, code: reason, correlationId }
    messages['glass.broken'](deps.log, told)
    return sealViewAnswer({ view, hub: deps.hub, route: ROUTE, request, replyCertificate, signingKey })
  }
}

/** As far as the view policy lets this kind of agency see. What incriminates the person saves no life. */
const allowanceFor = (reader: AgencyType): Allowance => ({
  ...{ categories: EMERGENCY_CATEGORIES, withheld: [], codeNameOnly: false },
  ...{ selfIncriminatingAgreed: false, judicialReview: false },
  disclosure: {
    ...{ reader: agencyTypes.toCode(reader), purpose: 'shelter', basis: 'vital_interest', instrument: 'none' },
    ...{ handlingCode: 'h2', occasion: 'emergency' },
  },
})

interface Logged extends Pick<BreakGlass, 'caller' | 'reason' | 'correlationId'>, ReturnType<typeof shownOf> {
  readonly relations: Relation[]
}

const entryOf = (deps: BreakGlassDeps, { referral, share, own }: EmergencyCase, of: Logged): Entry =>
  create(EntrySchema, {
    ...{ entryId: deps.newId(), action: Action.GLASS_BROKEN, source: 'redaction', code: of.reason },
    ...{ agency: own, recipient: own },
    // As the journal has it too, if it is written there.
    ...{ ...enteredBy(actorOf(of.caller)), correlationId: of.correlationId },
    ...{ referralId: referral.referralId, subjectRef: share.shareId, purpose: referral.purpose },
    ...{ basis: Basis.VITAL_INTEREST, categories: of.categories, withheld: of.withheld, relations: of.relations },
    viewPolicyHash: of.viewPolicyHash,
    occurredAt: timestampFromDate(deps.now()),
  })

/** Undefined if the log is away. A receipt that does not verify is no absence: then nothing leaves. */
async function appendOrNot({ append }: BreakGlassDeps, entry: Entry) {
  try {
    return await append(entry)
  } catch (error) {
    if (isAway(error)) return undefined
    throw error
  }
}

/** What is open already of this referral. Throws `glass_limit_reached` if another one would be too many. */
async function checkLimit(
  { now, emergencies }: BreakGlassDeps,
  reader: Parameters<typeof openGlass>[0],
  of: { readonly userId: string; readonly referralId: string },
) {
  const at = now()
  const open = await openGlass(reader, of, at)
  if (open !== undefined) return open
  if ((await glassSince(reader, of.userId, weekBefore(at))) >= emergencies) throw errors.glass_limit_reached()
  return undefined
}

const weekBefore = (at: Date) => new Date(at.getTime() - EMERGENCY_WEEK_MS)

interface Opening extends Pick<BreakGlass, 'caller' | 'reason' | 'correlationId'> {
  readonly found: EmergencyCase
  readonly entry: Entry
  readonly away: readonly string[]
  readonly noted: LastLine | undefined
}

/** In one transaction: that it is open, the line of the journal where somebody is away, and the word to those who must know. */
async function open(deps: BreakGlassDeps, tx: Transaction, opening: Opening) {
  const { newId, now, sign } = deps
  const { found, caller, reason, entry, away, noted, correlationId } = opening
  const { referralId, subjectId } = found.referral
  const at = now()
  await holdGlass(tx, caller.user)
  const known = await checkLimit(deps, tx, { userId: caller.user, referralId })
  const { glassId, until } = known ?? {
    glassId: newId(),
    until: new Date(at.getTime() + EMERGENCY_MINUTES * 60_000),
  }
  const meta = (aggregateId: string) => ({
    ...{ id: newId(), aggregateId, aggregateVersion: 1, occurredAt: at, correlationId },
  })
  if (known === undefined) {
    const own = { userId: caller.user, agencyId: caller.agency, reason }
    await addGlass(tx, { glassId, subjectId, referralId, ...own, openedAt: at, until })
    await forgetGlass(tx, caller.user, weekBefore(at))
    tx.emit(encode(glassBroken, { glassId, referralId, ...own, until: timestampFromDate(until) }, meta(glassId)))
  }
  if (away.length === 0) return { glassId, until }
  const line = await writeLine(tx, sign, { entry, away, at, noted })
  tx.emit(encode(journalWritten, { line: line.signed }, { ...meta(JOURNAL), aggregateVersion: line.sequence }))
  return { glassId, until, line }
}
