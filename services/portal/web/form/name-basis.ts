import { checkStep } from './check.ts'
import { type Draft, emptyDraft } from './draft.ts'
import type { Fault } from './faults.ts'
import { basisOf } from './payload.ts'

/** Kinds of a basis on which a custodian may be told who somebody is; nobody has asked the person, so it is no consent. */
export const NAME_BASES = ['court_order', 'vital_interest', 'child_safeguarding', 'legal_obligation'] as const

/** Of a person of whom nobody here knows more than the number of a custodian's request. */
export const nameDraft = (hub: string, language: string): Draft => ({
  ...emptyDraft(hub, language),
  ...{ grantedBy: 'none', purposes: ['formal_identification'], categories: ['identity'] },
  // What it compels of all that an order or an article may: who it is.
  compels: ['identity'],
  // Nothing was explained to anybody: ISO 639-3 for what is not determined.
  ...{ languageExplained: 'und', minor: 'no' },
})

export const nameFaults = (draft: Draft, now: Date): readonly Fault[] => checkStep('basis', draft, now)

interface Asked {
  /** Number of the custodian's request. */
  readonly requestId: string
  readonly draft: Draft
  /** The own agency, which alone is told. */
  readonly own: { readonly hub: string; readonly agencyId: string; readonly type: string }
}

export const nameBasisOf = ({ requestId, draft, own: { type: agencyType, hub, agencyId } }: Asked) => {
  const { priority: _priority, ...form } = basisOf(draft, requestId, { protocol: undefined, formTexts: NONE })
  return { ...form, recipients: [{ hub, agencyType, agencyId }] }
}

/** No text was read to anybody. */
const NONE = { shownFor: () => undefined }
