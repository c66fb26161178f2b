import { hash } from 'node:crypto'
import {
  type AgencyRef,
  dataCategories,
  fromBinary,
  type Grant,
  GrantSchema,
  type Package,
  PackageSchema,
  timestampDate,
} from '@amparo/contracts'
import { decryptAndVerify } from '@amparo/crypto'
import { errors } from '../domain/errors.ts'
import type { PackageView } from '../domain/view.ts'
import type { TrustedCertificate } from '../ports/directory.ts'
import { packageViewSchema } from '../store/package-view.schema.ts'

/** What exchange says of a package. It is compared with what the sending vault has signed inside. */
export interface ReceivedPackage {
  readonly packageId: string
  readonly referralId: string
  readonly fromHub: string
  readonly to: Pick<AgencyRef, 'hub' | 'agencyId'>
  readonly ciphertext: Uint8Array
  readonly sha256: string
}

export interface ReadPackage {
  readonly content: Package
  readonly view: PackageView
}

/** Of the plaintext: a narrative of 200,000 characters, its codes and its grant fit many times. */
const MAX_BYTES = 4 * 1024 * 1024

const PROTOCOL_ID = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*)?$/
const MAX_VERSION = 1_000_000

/** Opens and checks a package. Throws an AppError of the code with which it is refused; nothing of it is kept then. */
export async function readPackage(
  received: ReceivedPackage,
  { privateKey, signer, now }: { readonly privateKey: string; readonly signer: TrustedCertificate; readonly now: Date },
): Promise<ReadPackage> {
  if (hash('sha256', received.ciphertext, 'hex') !== received.sha256) throw errors.package_unreadable()
  const pinned = { certificate: signer.armored, fingerprint: signer.fingerprint }
  const message = received.ciphertext
  const data = await decryptAndVerify({ privateKey, signer: pinned, message, now, maxBytes: MAX_BYTES }).catch(
    (cause: unknown) => {
      throw errors.package_unreadable({ cause })
    },
  )
  const content = decoded(data)
  checkAddress(content, received)
  // It goes on into events: a code, never a text of another hub.
  if (!PROTOCOL_ID.test(content.protocolId) || content.protocolVersion > MAX_VERSION) throw errors.package_malformed()
  if (content.expiresAt === undefined || timestampDate(content.expiresAt) <= now) throw errors.package_expired()
  return { content, view: viewIn(content) }
}

function decoded(data: Uint8Array): Package {
  try {
    return fromBinary(PackageSchema, data)
  } catch {
    // The cause is dropped: it could quote the plaintext.
    throw errors.package_malformed()
  }
}

/** A package that was made for somebody else, or for another referral, is no less signed: it is refused all the same. */
function checkAddress({ packageId, referralId, from, to }: Package, received: ReceivedPackage): void {
  const same =
    packageId === received.packageId &&
    referralId === received.referralId &&
    from?.hub === received.fromHub &&
    to?.hub === received.to.hub &&
    to.agencyId === received.to.agencyId
  if (!same) throw errors.package_not_for_us()
}

function viewIn({ view, grant }: Package): PackageView {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(view))
    const checked = packageViewSchema.parse(json)
    if (grant === undefined) throw new TypeError('no grant')
    const { categories, codeNameOnly } = plainGrant(grant.grant)
    const granted = new Set(categories.map(category => dataCategories.toCode(category)))
    const isGranted = (code: string) => granted.has(code) || (codeNameOnly && code === 'identity')
    if (!Object.keys(checked.categories).every(isGranted)) throw new TypeError('more than was granted')
    return checked
  } catch {
    throw errors.package_malformed()
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * A grant leaves the vault as it is signed, for consent to verify and keep: codes and ids, and no field that this version does
 * not know, in which there could be anything. Throws otherwise.
 */
function plainGrant(bytes: Uint8Array): Grant {
  const grant = fromBinary(GrantSchema, bytes)
  const parts = [grant, grant.issuer, grant.recipient, grant.validFrom, grant.validUntil]
  const ids = [grant.grantId, grant.basisId]
  if (!ids.every(id => UUID.test(id)) || !SHORT_CODE.test(grant.instrumentId)) throw new TypeError('ids')
  if (parts.some(part => part?.$unknown !== undefined)) throw new TypeError('unknown fields')
  return grant
}

const SHORT_CODE = /^[\w.:-]{0,128}$/
