import type { Form } from './form.ts'
import type { BasisRecord } from './record.ts'
import type { Term } from './term.ts'

/** What is kept of a form that is in order. A consent is justified by itself: what else was claimed with it is dropped. */
export function recordOf(
  form: Form,
  term: Term,
  { id, ofAdult, now }: { id: string; ofAdult: boolean | undefined; now: Date },
): BasisRecord {
  const justification = form.basis === 'consent' ? undefined : form.justification
  return {
    id,
    version: 1,
    basis: form.basis,
    origin: 'recorded',
    grantedBy: form.grantedBy,
    ...(isGuardianOfAdult(form, ofAdult) && { guardianOfAdult: true }),
    purposes: form.purposes,
    categories: form.dataCategories,
    recipients: form.recipients,
    protocol: form.protocol,
    oralOnly: form.basis === 'consent' && form.signature === 'oral',
    article: justification?.article,
    compels: justification?.compels,
    grantedAt: now,
    endsAt: term.endsAt,
    confirmBy: term.confirmBy,
    confirmedAt: undefined,
    withdrawnAt: undefined,
    sheetBy: term.sheetBy,
    ...(form.sheet && { sheetHeld: true }),
    boundTo: undefined,
    codeNameOnly: form.basis === 'vital_interest',
    // Nobody but the person says so.
    reportBack: form.basis === 'consent' && form.reportBack,
    actions: form.actions,
    onward: form.onward,
    selfIncriminatingAgreed: isAgreed(form, now),
    judicialReview: isReview(form),
    instrumentId: undefined,
  }
}

/** Courts appoint guardians for children and for adults: whose the paper was shows the person's age when it was recorded. A measure is for adults alone. */
export const isGuardianOfAdult = ({ grantedBy, taken }: Form, ofAdult: boolean | undefined): boolean =>
  grantedBy === 'guardian' &&
  (taken?.guardian?.authority === 'protective_measure' ||
    (taken?.guardian?.authority === 'court_appointed' && ofAdult === true))

/** A judge may look at what is withheld, for the defence or for non-punishment (rules: Victims not punished). */
const isReview = ({ basis, justification }: Form): boolean =>
  basis === 'court_order' &&
  justification?.authority === 'court' &&
  (justification.reason === 'review_for_defence' || justification.reason === 'review_for_non_punishment')

/** Only by the person, for nobody else can give up that right, and only once they were advised (rules: Victims not punished). */
const isAgreed = ({ basis, grantedBy, selfIncriminating: advised }: Form, now: Date): boolean =>
  basis === 'consent' &&
  grantedBy === 'self' &&
  advised !== undefined &&
  advised.advisedOn <= now.toISOString().slice(0, 10)
