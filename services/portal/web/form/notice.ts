import type { AgencyView, Client, NewNotice, NoticeKind, NoticeView } from '@amparo/client'
import type { FormTexts } from '../app/form-texts.ts'
import { NOTICES } from '../case/notices.ts'
import { checkStep } from './check.ts'
import { type Draft, emptyDraft } from './draft.ts'
import type { Fault } from './faults.ts'
import { consentOf } from './payload.ts'
import { createRecorder, type RecordingClient } from './record-basis.ts'
import { sheetIn } from './signed-sheet.ts'

export type Shown = NewNotice['shows']

/** What is asked for a notice; how the consent to it was taken stands in the draft, as for any other. */
export interface NoticeDraft {
  readonly kind: NoticeKind
  readonly toAgency: string
  readonly shows: Shown
  readonly days: string
  /** False: what they agreed to is on record. */
  readonly agreesNow: boolean
  readonly taking: Draft
}

const DAY_MS = 24 * 3_600_000

export const emptyNotice = (kind: NoticeKind, hub: string, language: string): NoticeDraft => ({
  ...{ kind, toAgency: '', shows: 'name', days: '30', agreesNow: true },
  taking: { ...emptyDraft(hub, language), basis: 'consent', priority: 'normal' },
})

export const daysFit = ({ kind, days }: Pick<NoticeDraft, 'kind' | 'days'>): boolean =>
  /^[1-9]\d{0,2}$/.test(days.trim()) && Number(days) <= NOTICES[kind].days

/** The form of a consent for exactly this notice, to exactly this agency, for as long as it stands. */
export function takingFor({ kind, toAgency, shows, days, taking }: NoticeDraft, now: Date): Draft {
  const until = new Date(now.getTime() + Number(days) * DAY_MS)
  return {
    ...taking,
    agency: toAgency,
    purposes: [NOTICES[kind].purpose],
    categories: [shows === 'name' ? 'identity' : 'documents'],
    validUntil: daysFit({ kind, days }) ? until.toISOString().slice(0, 10) : '',
    // Only a guardian agrees for somebody else, and only for a child.
    minor: taking.grantedBy === 'guardian' ? 'yes' : 'no',
  }
}

/** What is missing of how the consent was taken. */
export const takingFaults = (draft: NoticeDraft, now: Date): readonly Fault[] =>
  draft.agreesNow ? checkStep('basis', takingFor(draft, now), now).filter(({ field }) => field !== 'validUntil') : []

type NoticeClient = RecordingClient & Pick<Client, 'issueNotice'>

interface Asked {
  readonly subjectRef: string
  readonly draft: NoticeDraft
  readonly to: AgencyView
  readonly formTexts: FormTexts
  readonly now: Date
}

/**
 * Keeps what was signed, records the consent, and issues the notice. What was done is not done again, however often it is tried, and a
 * request whose answer was lost goes out again under its key.
 */
export function createNoticeIssuer(client: NoticeClient, newKey: () => string) {
  const basis = createRecorder(client, newKey)
  return async function issue({ subjectRef, draft, to, formTexts, now }: Asked): Promise<NoticeView> {
    const { kind, toAgency, shows, days, agreesNow } = draft
    let consentId = ''
    if (agreesNow) {
      const taking = takingFor(draft, now)
      const file = sheetIn(taking)
      const sheet = file && (await basis.keepSheet(subjectRef, file))
      const form = consentOf(taking, to, subjectRef, { protocol: undefined, formTexts, sheet })
      consentId = (await basis.record(form)).id
    }
    const asked = { subjectRef, kind, toAgency, shows, days: Number(days) }
    return client.issueNotice(asked, basis.keyFor(['notice', consentId, asked]))
  }
}
