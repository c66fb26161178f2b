import type { DenialCode } from '@amparo/contracts'

export interface ProblemText {
  readonly title: string
  /** The next safe action. */
  readonly next: string
}

/** Refusals that a person at this page can meet, beside those of a disclosure. Services word them in English. */
export type ProblemCode =
  | DenialCode
  | 'unauthenticated'
  | 'not_found'
  | 'step_up_required'
  | 'request_invalid'
  | 'unknown_code'
  | 'body_too_large'
  | 'idempotency_key_reused'
  | 'rate_limited'
  | 'service_unavailable'
  | 'upstream_unavailable'
  | 'database_unavailable'
  | 'sign_in_unavailable'
  | 'log_unavailable'
  | 'key_missing'
  | 'certificate_missing'
  | 'seal_certificate_missing'
  | 'internal'
  | 'hub_unreachable'
  | 'unexpected_answer'
  | 'certificate_not_trusted'
  | 'view_unreadable'
  | 'audit_proof_invalid'
  | 'seal_invalid'
  | 'seal_context_mismatch'
  | 'seal_replayed'
  | 'seal_stale'
  | 'view_request_replayed'
  | 'guardian_not_named'
  | 'one_recipient_only'
  | 'second_person_required'
  | 'already_confirmed'
  | 'confirmation_not_needed'
  | 'already_withdrawn'
  | 'step_not_allowed'
  | 'version_changed'
  | 'recipient_is_sender'
  | 'protocol_needs_minor'
  | 'login_required'
  | 'sign_in_failed'
  | 'sign_in_as_another'
  | 'sign_in_ended'
  | 'sign_in_state_mismatch'
  | 'access_denied'

export type Problems = Readonly<Record<ProblemCode, ProblemText>>
