import type { Hearing } from '../commands/hearing.ts'
import type { FindMinor } from '../ports/age.ts'
import type { MinorOf } from '../queries/minor-of.ts'
import { onAssessmentRecorded } from './assessment-recorded.ts'
import { onBasisDue } from './basis-due.ts'
import { onChildConsentRefused } from './child-consent-refused.ts'
import { onConsentWithdrawn } from './consent-withdrawn.ts'
import { onEvidenceReceived } from './evidence-received.ts'
import { onGlassBroken } from './glass-broken.ts'
import { onGrantImported } from './grant-imported.ts'
import { onHolderNews } from './holder-news.ts'
import { onLinkAnswered } from './link-answered.ts'
import { onMessageStored } from './message-stored.ts'
import { onPackageNotBuilt } from './package-not-built.ts'
import { onRecordCompleted } from './record-completed.ts'
import { onReferralUpdateReceived } from './referral-update-received.ts'
import { onRequestNews } from './request-news.ts'
import { onSubjectErased } from './subject-erased.ts'
import { onSupplementStored } from './supplement-stored.ts'

interface AskingAge {
  readonly findMinor: FindMinor
  readonly minorOf: MinorOf
}

/** All that other services tell this one. */
export const subscriptions = (hearing: Hearing, { findMinor, minorOf }: AskingAge) => [
  onBasisDue(),
  onGlassBroken(),
  onHolderNews(),
  onGrantImported(hearing, findMinor),
  onChildConsentRefused(hearing),
  onPackageNotBuilt(hearing),
  onEvidenceReceived(hearing),
  onReferralUpdateReceived(hearing),
  onConsentWithdrawn(hearing),
  onAssessmentRecorded(hearing),
  onMessageStored(hearing),
  onRecordCompleted(hearing, minorOf),
  onSupplementStored(hearing, minorOf),
  onSubjectErased(hearing),
  onLinkAnswered(hearing),
  onRequestNews(),
]
