import type { Hearing } from '../commands/hearing.ts'
import { onAssessmentRecorded } from './assessment-recorded.ts'
import { onChildConsentRefused } from './child-consent-refused.ts'
import { onConsentWithdrawn } from './consent-withdrawn.ts'
import { onEvidenceReceived } from './evidence-received.ts'
import { onGrantImported } from './grant-imported.ts'
import { onLinkAnswered } from './link-answered.ts'
import { onMessageStored } from './message-stored.ts'
import { onPackageNotBuilt } from './package-not-built.ts'
import { onRecordCompleted } from './record-completed.ts'
import { onReferralUpdateReceived } from './referral-update-received.ts'

/** All that other services tell this one. */
export const subscriptions = (hearing: Hearing) => [
  onGrantImported(hearing),
  onChildConsentRefused(hearing),
  onPackageNotBuilt(hearing),
  onEvidenceReceived(hearing),
  onReferralUpdateReceived(hearing),
  onConsentWithdrawn(hearing),
  onAssessmentRecorded(hearing),
  onMessageStored(hearing),
  onRecordCompleted(hearing),
  onLinkAnswered(hearing),
]
