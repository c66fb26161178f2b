import type { ConsentView, LeftOut, SignedSheet } from '@amparo/client'
import type { FormTexts } from '../app/form-texts.ts'
import { checkStep } from './check.ts'
import { type Draft, emptyDraft } from './draft.ts'
import type { Fault } from './faults.ts'
import { ownWordsIn } from './own-words.ts'
import { basisOf } from './payload.ts'
import { createRecorder, type RecordingClient } from './record-basis.ts'
import { sheetIn } from './signed-sheet.ts'

/** What the person agreed to before, to be agreed to anew: also for more, or for longer. How it is taken is asked again. */
export const renewalDraft = (consent: ConsentView, hub: string, language: string): Draft => ({
  ...emptyDraft(hub, language),
  ...{ basis: 'consent', priority: 'normal', purposes: consent.purposes ?? [] },
  ...{ categories: consent.dataCategories ?? [], reportBack: consent.reportBack === true },
})

/** Only a guardian agrees for somebody else, and only for a child. */
const asTaken = (draft: Draft): Draft => ({ ...draft, minor: draft.grantedBy === 'guardian' ? 'yes' : 'no' })

export const renewalFaults = (draft: Draft, now: Date): readonly Fault[] => checkStep('basis', asTaken(draft), now)

const DAY_MS = 86_400_000

/** Whether something of what was agreed to before is not in it: that is taken back, as what is taken back always is. */
export function leavesOut(consent: ConsentView, draft: Draft): boolean {
  const { purposes = [], dataCategories = [], reportBack, selfIncriminating, grantedBy, endsAt } = consent
  const isEarlier = endsAt !== undefined && Date.parse(`${draft.validUntil}T00:00:00Z`) + DAY_MS < Date.parse(endsAt)
  return (
    !purposes.every(one => draft.purposes.includes(one)) ||
    !dataCategories.every(one => draft.categories.includes(one)) ||
    (reportBack === true && !draft.reportBack) ||
    (selfIncriminating !== undefined && grantedBy === 'self' && !('selfIncriminating' in ownWordsIn(draft))) ||
    isEarlier
  )
}

interface Renewing {
  readonly subjectRef: string
  readonly consent: ConsentView
  readonly draft: Draft
  /** Where it leaves out something. */
  readonly takenBack?: LeftOut | undefined
  readonly formTexts: FormTexts
}

/** To the same recipients, by the same ways and under the same protocol: whoever else is to have it is asked about in a referral. */
function formOf({ subjectRef, consent, draft, takenBack, formTexts }: Renewing, sheet: SignedSheet | undefined) {
  const { id, recipients = [], actions, onward, protocol } = consent
  return {
    ...basisOf(asTaken(draft), subjectRef, { protocol: undefined, formTexts, sheet }),
    ...{ recipients, supersedes: id },
    ...(actions && { actions }),
    ...(onward && { onward }),
    ...(protocol && { protocol }),
    ...(takenBack && { takenBack }),
  }
}

/** Keeps what was signed and records the consent in place of the one before. What was done is not done again. */
export function createRenewer(client: RecordingClient, newKey: () => string) {
  const basis = createRecorder(client, newKey)
  return async function renew(renewing: Renewing): Promise<void> {
    const file = sheetIn(renewing.draft)
    const sheet = file && (await basis.keepSheet(renewing.subjectRef, file))
    await basis.record(formOf(renewing, sheet))
  }
}
