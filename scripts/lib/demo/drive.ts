import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, type OpenedView, ProblemError, type ReferralView } from '@amparo/client'
import { type NeedName, needCodeOf } from '@amparo/contracts'
import type { System } from '../hubs/system.ts'
import { type DemoInput, MalformedInput, type Party, partyOf, steered, type WrittenInput } from './input.ts'
import type { People } from './people.ts'
import { consentOf, isOnPaper, itemCodesOf, needsSecondPerson, pointerInInput, subjectOf } from './requests.ts'
import { signedSheet } from './signed-sheet.ts'
import { sitDown } from './sitting.ts'
import { until } from './until.ts'

/** Neither taken nor refused: a defect, a server that is down, something that did not happen in time. Never as expected. */
export const UNFINISHED = 'unfinished'

const PAUSE_MS = 2_000

/** One line of the result file. */
export interface Result {
  readonly id: string
  readonly outcome: 'accepted' | 'refused'
  /** Null if it was accepted. */
  readonly code: string | null
  /** Fields of the input that were refused, as RFC 6901 pointers. */
  readonly fields: readonly string[]
  /** Null if it was refused before there was one. */
  readonly referralId: string | null
  /** The receiving hub; null if the input names none. */
  readonly hub: string | null
  /** What the receiver saw, by category. */
  readonly view: Readonly<Record<string, unknown>> | null
  readonly withheld: readonly { category: string; reason: string }[]
  /** Log entries about the referral, and whether there were any and the proof of each held: false where nothing was verified. */
  readonly audit: { readonly entries: number; readonly verified: boolean }
  readonly ms: number
}

/** What there is of it while it is driven. */
interface Way {
  referralId: string | null
}

/**
 * Drives one input through the public API: sealed, agreed, sent, opened, worked on, and heard of by the sender. A refusal is an answer; whatever
 * else goes wrong is told, and the next input's turn comes.
 */
export async function drive(written: WrittenInput, people: People, system: System): Promise<Result> {
  const began = performance.now()
  const way: Way = { referralId: null }
  const end = (how: Pick<Result, 'outcome' | 'code' | 'fields' | 'view' | 'withheld' | 'audit'>): Result => ({
    id: written.id,
    outcome: how.outcome,
    code: how.code,
    fields: how.fields,
    referralId: way.referralId,
    hub: receivingHub(written),
    view: how.view,
    withheld: how.withheld,
    audit: how.audit,
    ms: Math.round(performance.now() - began),
  })
  try {
    const input = steered(written)
    const { referral, opened } = await again(() => referAndServe(input, { people, system, way }))
    const audit = await auditOf(referral.id, hubsOf(input), people)
    const { categories: view, withheld } = opened
    return end({ outcome: 'accepted', code: null, fields: [], view, withheld, audit })
  } catch (error) {
    const audit = await auditedSoFar(way, written, people)
    return end({ outcome: 'refused', ...refusalOf(error, written), view: null, withheld: [], audit })
  }
}

/** A service that lacks something just now (503) asks to be asked again: that is done once. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (error instanceof ProblemError && error.status === 503) return sleep(PAUSE_MS).then(work)
    throw error
  })
}

function receivingHub(input: WrittenInput): string | null {
  try {
    return steered(input).to.jurisdiction
  } catch {
    return null
  }
}

function refusalOf(error: unknown, input: WrittenInput): Pick<Result, 'code' | 'fields'> {
  if (error instanceof MalformedInput) return { code: error.code, fields: error.fields }
  if (error instanceof ProblemError && error.status < 500)
    return { code: error.code, fields: error.errors.map(({ pointer }) => pointerInInput(pointer, steered(input))) }
  process.stderr.write(`\n${input.id}: ${error instanceof Error ? error.message : 'failed'}\n`)
  return { code: UNFINISHED, fields: [] }
}

interface Stage {
  readonly people: People
  readonly system: System
  readonly way: Way
}

async function referAndServe(input: DemoInput, { people, system, way }: Stage) {
  const from = partyOf(input.from)
  const to = partyOf(input.to)
  requireAgency(system, from, 'from')
  const agency = requireAgency(system, to, 'to')
  const sender = await people.caseworker(from.hub, from.type)
  const { subjectRef } = await sender.registerSubject(subjectOf(input))
  const sheet = isOnPaper(input) ? await sender.keepConsentSheet(subjectRef, signedSheet()) : undefined
  const consent = await sender.recordConsent(
    consentOf(input, subjectRef, { texts: await sender.consentForms(), sheet }),
  )
  if (needsSecondPerson(input.consent['basis'])) {
    const second = await people.dutyOfficer(from.hub, from.type)
    await second.confirmConsent(consent.id)
  }
  const referral = await sender.submitReferral({
    subjectRef,
    protocol: String(input.protocol),
    priority: String(input.priority),
    to: { hub: to.hub, agencyId: agency.agencyId },
    services: servicesOf(input.subject),
    ...itemCodesOf(input),
  })
  way.referralId = referral.id
  const { opened, state } = await serve(await people.caseworker(to.hub, to.type), referral, sender)
  await until('the sender hears of what was done', async () => (await sender.get(referral.id)).state === state)
  return { referral, opened }
}

/** Whom the input names. Throws MalformedInput if that is nobody's code, or nobody in these hubs. */
function requireAgency(system: System, { hub, type }: Party, side: 'from' | 'to'): { readonly agencyId: string } {
  const installed = system.installation.hubs[hub]
  if (!installed) throw new MalformedInput([`/${side}/jurisdiction`], 'unknown_code')
  const agency = installed.agencies.find(known => known.type === type)
  if (agency) return agency
  // A migration agency is two: its unit says which.
  throw new MalformedInput([`/${side}/${type === 'migration' ? 'unit' : 'agencyType'}`], 'unknown_code')
}

/** What the receiving agency does. */
async function serve(receiver: Client, referral: ReferralView, sender: Client) {
  const { id } = referral
  await until(
    'the referral stands in the inbox',
    async () => (await arrived(receiver, id)) || failed(await sender.get(id)),
  )
  await receiver.assign(id)
  const opened: OpenedView = await receiver.openView(id)
  const { state } = await sitDown(receiver, referral)
  return { opened, state }
}

async function arrived(receiver: Client, id: string): Promise<boolean> {
  for (let cursor: string | undefined; ; ) {
    const page = await receiver.inbox({ ...(cursor ? { cursor } : {}), limit: 100 })
    if (page.items.some(item => item.id === id)) return true
    if (!page.nextCursor) return false
    cursor = page.nextCursor
  }
}

/** A referral that its own or the other hub refused after it was sent. */
function failed(referral: ReferralView): false {
  if (referral.status !== 'failed') return false
  throw new ProblemError(403, { code: referral.reason ?? 'failed', title: 'The referral failed on its way' })
}

/** The services asked for are the person's needs, in the code list's own codes. */
function servicesOf(subject: unknown): string[] {
  const needs = typeof subject === 'object' && subject !== null ? Reflect.get(subject, 'needs') : []
  return Array.isArray(needs) ? needs.map((need: NeedName) => needCodeOf(need)) : []
}

/** The auditor of each hub looks up the referral and checks every entry's proof against the log's signed head. */
async function auditOf(referralId: string, hubs: readonly string[], people: People): Promise<Result['audit']> {
  let entries = 0
  for (const hub of hubs) {
    const auditor = await people.auditor(hub)
    const page = await auditor.auditEntries(referralId)
    for (const { id } of page.items) await auditor.auditProof(id)
    entries += page.items.length
  }
  return { entries, verified: entries > 0 }
}

/** Of one that was refused: before there was a referral there is no entry by which to look, and nothing is verified. */
async function auditedSoFar({ referralId }: Way, written: WrittenInput, people: People): Promise<Result['audit']> {
  const nothing = { entries: 0, verified: false }
  if (referralId === null) return nothing
  return auditOf(referralId, hubsOf(steered(written)), people).catch(() => nothing)
}

const hubsOf = ({ from, to }: DemoInput) => [...new Set([from.jurisdiction, to.jurisdiction])]
