import { type Client, type OpenedView, ProblemError, type ReferralView } from '@amparo/client'
import { type NeedName, needCodeOf } from '@amparo/contracts'
import type { System } from '../hubs/system.ts'
import { type DemoInput, partyOf } from './input.ts'
import { type People, UnknownAgency } from './people.ts'
import { consentOf, isOnPaper, itemCodesOf, needsSecondPerson, subjectOf } from './requests.ts'
import { signedSheet } from './signed-sheet.ts'
import { sitDown } from './sitting.ts'
import { until } from './until.ts'

/** One line of the result file. */
export interface Result {
  readonly id: string
  readonly outcome: 'accepted' | 'refused'
  readonly code: string | null
  /** Fields of the input that were refused, as RFC 6901 pointers. */
  readonly fields: readonly string[]
  readonly referralId: string | null
  /** The receiving hub. */
  readonly hub: string
  /** What the receiver saw, by category. */
  readonly view: Readonly<Record<string, unknown>> | null
  readonly withheld: readonly { category: string; reason: string }[]
  readonly audit: { readonly entries: number; readonly verified: boolean }
  readonly ms: number
}

/** Drives one input through the public API: sealed, agreed, sent, opened, worked on, and heard of by the sender. */
export async function drive(input: DemoInput, people: People, system: System): Promise<Result> {
  const began = performance.now()
  const to = partyOf(input.to)
  const done = { id: input.id, hub: to.hub }
  const took = () => Math.round(performance.now() - began)
  try {
    const { referral, opened } = await referAndServe(input, people, system)
    const audit = await auditOf(referral.id, [...new Set([input.from.jurisdiction, to.hub])], people)
    const { categories: view, withheld } = opened
    return {
      ...done,
      outcome: 'accepted',
      code: null,
      fields: [],
      referralId: referral.id,
      view,
      withheld,
      audit,
      ms: took(),
    }
  } catch (error) {
    const refused = refusalOf(error)
    return {
      ...done,
      outcome: 'refused',
      ...refused,
      referralId: null,
      view: null,
      withheld: [],
      audit: { entries: 0, verified: true },
      ms: took(),
    }
  }
}

/** A refusal is an answer; anything else (a defect, a server that is down) ends the demonstration. */
function refusalOf(error: unknown): Pick<Result, 'code' | 'fields'> {
  if (error instanceof UnknownAgency) return { code: error.code, fields: [] }
  if (!(error instanceof ProblemError) || error.status >= 500) throw error
  return { code: error.code, fields: error.errors.map(({ pointer }) => pointer) }
}

async function referAndServe(input: DemoInput, people: People, system: System) {
  const from = partyOf(input.from)
  const to = partyOf(input.to)
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
  const agency = system.hub(to.hub).installed.agencies.find(({ type }) => type === to.type)
  if (!agency) throw new UnknownAgency()
  const referral = await sender.submitReferral({
    subjectRef,
    protocol: String(input.protocol),
    priority: String(input.priority),
    to: { hub: to.hub, agencyId: agency.agencyId },
    services: servicesOf(input.subject),
    ...itemCodesOf(input),
  })
  const { opened, state } = await serve(await people.caseworker(to.hub, to.type), referral, sender)
  await until('the sender hears of what was done', async () => (await sender.get(referral.id)).state === state)
  return { referral, opened }
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
