import type { Basis } from './codes.ts'
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

const COMPEL: readonly Basis[] = ['court_order', 'legal_obligation']

/** What a court or the law compels is what is named: without it nobody could tell an order for a name from one for everything. */
export const scopeFaults = ({ basis, justification }: Form): readonly Pointer[] =>
  COMPEL.includes(basis) && justification?.compels === undefined ? ['/justification/compels'] : []

/** An order has a limit (rules: Lawful basis); an article stands until it is repealed. */
export const limitFaults = ({ basis, justification }: Form): readonly Pointer[] =>
  basis === 'court_order' && justification?.until === undefined ? ['/justification/until'] : []
