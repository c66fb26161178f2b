import type { Account, Node } from './leaves.ts'
import { extensionUrl, PATIENT_CONSENT, SYSTEMS } from './names.ts'

const HARMLESS = /\/(?:id|display)$|\/extension\//
/** Of these FHIR itself says that whoever does not understand them may not go on. */
const MODIFIERS = /\/modifierExtension\/|^\/implicitRules$/
/** What stands in one of them says what is permitted, until when, or by which rules. */
const LIMITING = /^\/(?:provision|period|policyBasis)(?:\/|$)/
const ELEMENT = /^(?:\/provision\/\d+)*(?:\/[^/]+(?:\/\d+)?)?/

/** Places that limit the consent, or change what it means, and that nobody has understood: without them it would permit more. */
export function limitsOf(account: Account, root: Node): readonly string[] {
  const unseen = account.unseen()
  const limits = [
    ...(root.get('decision').value === 'deny' ? [] : ['/decision']),
    ...(isOfAnotherKind(root) ? ['/category'] : []),
    ...unseen.filter(pointer => MODIFIERS.test(pointer) || (LIMITING.test(pointer) && !HARMLESS.test(pointer))),
    ...otherBases(root),
    ...unreadOfOurs(root, unseen),
  ]
  return [...new Set(limits.map(pointer => ELEMENT.exec(pointer)?.[0] ?? pointer))]
}

/** A consent to treatment, to research, or not to be resuscitated is none to a disclosure. */
const isOfAnotherKind = (root: Node): boolean => {
  const categories = root.get('category')
  return categories.value !== undefined && !categories.items().some(one => says(one, SYSTEMS.loinc, [PATIENT_CONSENT]))
}

/** It says of itself that it is no consent. */
const otherBases = (root: Node): readonly string[] =>
  root
    .get('regulatoryBasis')
    .items()
    .flatMap(basis => (says(basis, SYSTEMS.basis) && !says(basis, SYSTEMS.basis, ['consent']) ? [basis.pointer] : []))

const says = (concept: Node, system: string, codes?: readonly unknown[]): boolean =>
  concept
    .get('coding')
    .items()
    .some(({ get }) => get('system').value === system && (codes?.includes(get('code').value) ?? true))

/** Of ours, and said twice, or with a value of another kind, or of a later version. */
const unreadOfOurs = (root: Node, unseen: readonly string[]): readonly string[] =>
  root
    .get('extension')
    .items()
    .filter(({ get }) => String(get('url').value).startsWith(extensionUrl('')))
    .flatMap(({ pointer }) => (unseen.includes(`${pointer}/url`) ? [pointer] : []))
