import type { AgencyRef } from '../agency.ts'
import { putAt, valueAt } from './at.ts'
import { EXTENSIONS, placeOfRow, urlOf } from './elements.ts'
import { type Account, accountOf, type Node, nodeOf, type Unmapped } from './leaves.ts'
import { limitsOf } from './limits.ts'
import { endOf, startOf } from './moments.ts'
import { PATIENT_CONSENT, SHEET_SHA256, SYSTEMS } from './names.ts'
import { isSameParty } from './party-id.ts'
import { readConcept, readPartyOf, readReference } from './read-parts.ts'
import { type ReadProvision, readProvision } from './read-provision.ts'

/** What a FHIR Consent says in our words; nothing in it is believed yet. */
export interface Reading {
  /** A form as far as it is there, to be checked as any that comes from outside. */
  readonly form: Readonly<Record<string, unknown>>
  readonly inForce: boolean
  readonly startsAt: readonly Date[]
  /** Exclusive. */
  readonly endsAt: Date | undefined
  /** Whose it is; undefined: that is not said. Whoever is not ours is not in it. */
  readonly controllers: readonly AgencyRef[] | undefined
  readonly unmapped: readonly Unmapped[]
  /** What limits it, or changes its meaning, and was not understood. */
  readonly limits: readonly string[]
}

export function readConsent(resource: unknown): Reading {
  const root = nodeOf(resource)
  const account = accountOf(root)
  account.mapped(root.get('resourceType'))
  const { form, ended } = readExtensions(account, root)
  const provision = readProvision(account, root.get('provision').items()[0] ?? nodeOf(undefined, '/provision/0'))
  readRest(account, root)
  Object.assign(form, permitted(provision))
  putAt(form, '/subjectRef', readSubject(account, root.get('subject')))
  putAt(form, '/grantedBy', readGrantor(account, root))
  putAt(form, '/comprehensionChecked', readVerification(account, root))
  putAt(form, '/taken/formText', firstHash(account, root.get('policyText')))
  putAt(form, '/taken/guardian/document', firstHash(account, root.get('sourceReference')))
  putAt(form, '/sheet', readSheet(account, root))
  readGrantees(account, root, provision)
  return {
    form: { ...form, basis: 'consent' },
    inForce: root.get('status').value === 'active' && !ended,
    startsAt: [startOf(root.get('period', 'start').value), provision.startsAt].flatMap(at => at ?? []),
    endsAt: endOf(root.get('period', 'end').value),
    controllers: readControllers(account, root),
    unmapped: account.unmapped(),
    limits: limitsOf(account, root),
  }
}

const permitted = ({ recipients, purposes, dataCategories, excluded, validUntil }: ReadProvision) => ({
  ...(recipients.length > 0 && { recipients }),
  ...(purposes.length > 0 && { purposes }),
  ...(dataCategories.length > 0 && { dataCategories }),
  ...(excluded.length > 0 && { excluded }),
  ...(validUntil !== undefined && { validUntil }),
})

/** What says nothing of the form: it is, or it begins anew with whoever records it. */
function readRest(account: Account, root: Node): void {
  const { mapped, left } = account
  if (root.get('status').value === 'active') mapped(root.get('status'))
  if (root.get('decision').value === 'deny') mapped(root.get('decision'))
  for (const category of root.get('category').items()) {
    readConcept(account, category, SYSTEMS.loinc, [PATIENT_CONSENT])
  }
  for (const basis of root.get('regulatoryBasis').items()) readConcept(account, basis, SYSTEMS.basis, ['consent'])
  for (const node of [root.get('id'), root.get('meta', 'versionId'), root.get('date')]) left(node, 'recorded_anew')
  const policy = root.get('policyBasis', 'reference')
  if (policy.get('identifier', 'system').value === SYSTEMS.sha256) left(policy, 'recorded_anew')
  for (const identifier of root.get('identifier').items()) {
    if (identifier.get('system').value === SYSTEMS.uri) left(identifier, 'recorded_anew')
  }
  const period = root.get('period')
  if (startOf(period.get('start').value)) left(period.get('start'), 'recorded_anew')
  if (endOf(period.get('end').value)) left(period.get('end'), 'recorded_anew')
}

/** A second one where there can be one only stays unseen, and counts as a limit. */
function readExtensions(account: Account, root: Node): { form: Record<string, unknown>; ended: boolean } {
  const form: Record<string, unknown> = { signature: null }
  const seen = new Set<string>()
  const there = (['extension', 'modifierExtension'] as const).flatMap(place =>
    root
      .get(place)
      .items()
      .map(extension => ({ place, extension })),
  )
  for (const { place, extension } of there) {
    const row = EXTENSIONS.find(one => urlOf(one) === extension.get('url').value && placeOfRow(one) === place)
    const value = row && extension.get(row.value).value
    if (row === undefined || value === undefined || (seen.has(row.at) && !row.several)) continue
    seen.add(row.at)
    if (row.in === 'fate') account.left(extension, 'recorded_anew')
    else {
      account.mapped(extension.get('url'), extension.get(row.value))
      putAt(form, row.at, row.several ? [valueAt(form, row.at) ?? [], value].flat() : value)
    }
  }
  return { form, ended: seen.has('/withdrawnAt') }
}

const readSubject = (account: Account, subject: Node): string | undefined =>
  readReference(account, subject, SYSTEMS.subject, () => 'Patient')

/** The person of whom it speaks, or a guardian; anybody else cannot consent. */
function readGrantor(account: Account, root: Node): string | undefined {
  const person = root.get('subject', 'identifier', 'value').value
  for (const grantor of root.get('grantor').items()) {
    const self = readReference(account, grantor, SYSTEMS.subject, ref => (ref === person ? 'Patient' : undefined))
    if (self !== undefined) return 'self'
    const other = readReference(account, grantor, SYSTEMS.grantor, who =>
      who === 'guardian' ? 'RelatedPerson' : undefined,
    )
    if (other !== undefined) return other
  }
  return undefined
}

function readVerification(account: Account, root: Node): unknown {
  for (const verification of root.get('verification').items()) {
    const kind = readConcept(account, verification.get('verificationType'), SYSTEMS.verification, ['comprehension'])
    if (kind === undefined) continue
    account.mapped(verification.get('verified'))
    return verification.get('verified').value
  }
  return undefined
}

function firstHash(account: Account, references: Node): string | undefined {
  for (const reference of references.items()) {
    const hash = readReference(account, reference, SYSTEMS.sha256, () => 'DocumentReference')
    if (hash !== undefined) return hash
  }
  return undefined
}

const UUID = /^urn:uuid:(.+)$/

/** The first that is named as ours are; its hash is checked with the form, and that it is held, when that is recorded. */
function readSheet(account: Account, root: Node): { readonly id: string; readonly sha256: unknown } | undefined {
  for (const attachment of root.get('sourceAttachment').items()) {
    const url = attachment.get('url')
    const id = typeof url.value === 'string' ? UUID.exec(url.value)?.[1] : undefined
    const hash = attachment
      .get('extension')
      .items()
      .find(extension => extension.get('url').value === SHEET_SHA256)
    if (id === undefined || hash === undefined) continue
    account.mapped(url, hash.get('url'), hash.get('valueString'))
    return { id, sha256: hash.get('valueString').value }
  }
  return undefined
}

/** FHIR has them for search: they are among the recipients, or they say something else. */
function readGrantees(account: Account, root: Node, { recipients }: ReadProvision): void {
  for (const grantee of root.get('grantee').items()) {
    readPartyOf(account, grantee, id => recipients.some(recipient => isSameParty(recipient, id)))
  }
}

function readControllers(account: Account, root: Node): readonly AgencyRef[] | undefined {
  const agenciesOf = (key: string) =>
    root
      .get(key)
      .items()
      .flatMap(reference => readPartyOf(account, reference, id => id.agencyId !== undefined) ?? [])
      .flatMap(({ hub, agencyId }) => (agencyId === undefined ? [] : [{ hub, agencyId }]))
  agenciesOf('manager')
  const controllers = agenciesOf('controller')
  return root.get('controller').value === undefined ? undefined : controllers
}
