import type { Form, Pointer } from './form.ts'
import type { Policy } from './policy.ts'

/** What a basis other than consent must state, and does not: fields of the form. */
export function missingFromJustification(form: Form, policy: Policy): readonly Pointer[] {
  const { basis, justification } = form
  if (basis === 'consent') return []
  if (justification === undefined) return ['/justification']
  const { reason, authority, document, article } = justification
  const ofCourt = basis === 'court_order'
  const byAuthority = authority !== undefined && policy.bases.courtOrder.authorities.includes(authority)
  const faults: readonly (readonly [boolean, Pointer])[] = [
    [!policy.bases.reasons[basis].includes(reason), '/justification/reason'],
    [ofCourt && !byAuthority, '/justification/authority'],
    [ofCourt && document === undefined, '/justification/document'],
    [basis === 'legal_obligation' && article === undefined, '/justification/article'],
  ]
  return faults.filter(([missing]) => missing).map(([, pointer]) => pointer)
}
