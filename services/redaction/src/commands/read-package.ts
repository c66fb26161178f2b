import {
  Basis,
  DataCategory,
  dataCategories,
  type Grant,
  GrantSchema,
  HandlingCode,
  isPaperNumber,
  itemCodesIn,
  type Package,
  PackageSchema,
  purposes,
  readForeign,
  timestampDate,
} from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import { errors } from '../domain/errors.ts'
import type { PackageView } from '../domain/view.ts'
import { packageViewSchema } from '../store/package-view.schema.ts'
import type { SealedContents } from '../store/sealed-contents.ts'
import { isAddressed, type OpenedCiphertext, type Opening, openCiphertext, type Received } from './received.ts'
import { checkInside } from './sealed/check-inside.ts'

export interface ReceivedPackage extends Received {
  readonly packageId: string
}

export interface ReadPackage {
  readonly content: Package
  readonly view: PackageView
  /** Of an agency that holds its keys itself: what it alone opens. */
  readonly sealed: SealedContents | undefined
}

/** Of the plaintext: a narrative of 200,000 characters, its codes and its grant fit many times. */
const MAX_BYTES = 4 * 1024 * 1024

const PROTOCOL_ID = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*)?$/
const MAX_VERSION = 1_000_000
const HASH_OR_NONE = /^(?:[0-9a-f]{64})?$/

export interface PackageOpening extends Opening {
  /** Whether a package of that hub's has been taken in under this id. */
  readonly isTaken: (packageId: string) => Promise<boolean>
}

/** Opens and checks a package. Throws an AppError of the code with which it is refused; nothing of it is kept then. */
export async function readPackage(received: ReceivedPackage, opening: PackageOpening): Promise<ReadPackage> {
  const limits = { maxBytes: MAX_BYTES, unreadable: errors.package_unreadable }
  const opened = await openCiphertext(received, opening, limits)
  const { data, recipient } = opened
  const content = decoded(data)
  if (!isAddressed(content, received)) throw errors.package_not_for_us()
  // The very signature was made for another key: somebody who could open it has encrypted it anew.
  if (content.recipientFingerprint !== recipient) throw errors.recipient_key_differs()
  if (content.packageId !== received.packageId) throw await refusedAsOther(content, opening)
  // It goes on into events: a code, never a text of another hub.
  const { protocolId, protocolVersion, protocolHash } = content
  const isOfProtocol = PROTOCOL_ID.test(protocolId) && protocolVersion <= MAX_VERSION && HASH_OR_NONE.test(protocolHash)
  // And into the log, where what nobody can read stands for good, and is put before auditors as a fault of the log.
  const isCoded = isOfProtocol && purposes.all.some(code => purposes.toEnum(code) === content.purpose)
  if (!isCoded) throw errors.package_malformed()
  if (content.fallback && !isPaperNumber(content.fallback.number)) throw errors.package_malformed()
  if (content.itemCodes && !itemCodesIn(content.itemCodes)) throw errors.package_malformed()
  if (content.expiresAt === undefined || timestampDate(content.expiresAt) <= opening.now) throw errors.package_expired()
  const view = viewIn(content)
  checkTerms(content)
  return { content, view, sealed: await sealedIn(content, view, { opened, opening }) }
}

/** What is of the person is all inside, or nothing is. Throws the code with which it is refused. */
async function sealedIn(
  content: Package,
  view: PackageView,
  how: { readonly opened: OpenedCiphertext; readonly opening: Opening },
): Promise<SealedContents | undefined> {
  const { packageId, contents: parcel, contentsSealedTo: sealedTo } = content
  const brought = parcel.byteLength > 0 ? { parcel, sealedTo } : undefined
  if (brought && Object.keys(view.categories).length > 0) throw errors.contents_not_sealed()
  const inside = await checkInside(brought, { id: packageId, ...how })
  return inside && { packageId, ...inside, ...grantedIn(content) }
}

/** What the sender says is inside, no more than it has granted. */
function grantedIn({ contentsCategories, grant }: Package): Pick<SealedContents, 'categories' | 'codeNameOnly'> {
  const { categories: granted, codeNameOnly } = plainGrant(grant?.grant ?? new Uint8Array())
  const allowed = new Set(granted)
  if (codeNameOnly) allowed.add(DataCategory.IDENTITY)
  if (!contentsCategories.every(category => allowed.has(category))) throw errors.package_malformed()
  return { categories: contentsCategories.map(category => dataCategories.toCode(category)), codeNameOnly }
}

/** Under another id than its own: what has come before comes again, or it is not what was announced. */
const refusedAsOther = async ({ packageId }: Package, { isTaken }: PackageOpening) =>
  isUuid(packageId) && (await isTaken(packageId)) ? errors.package_replayed() : errors.package_not_for_us()

/** What the vault has signed, and what its consent service has granted, are one thing or nothing. */
function checkTerms({ purpose, basis, handlingCode, grant }: Package): void {
  const granted = plainGrant(grant?.grant ?? new Uint8Array())
  const isSaid = basis !== Basis.UNSPECIFIED && handlingCode !== HandlingCode.UNSPECIFIED
  const isGranted =
    granted.basis === basis && granted.handlingCode === handlingCode && granted.purposes.includes(purpose)
  if (!isSaid || !isGranted) throw errors.package_terms_differ()
}

function decoded(data: Uint8Array): Package {
  try {
    return readForeign(PackageSchema, data)
  } catch {
    // The cause is dropped: it could quote the plaintext.
    throw errors.package_malformed()
  }
}

function viewIn({ view, grant, accountWhole }: Package): PackageView {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(view))
    const { accountWhole: _, ...checked } = packageViewSchema.parse(json)
    if (grant === undefined) throw new TypeError('no grant')
    const { categories, codeNameOnly } = plainGrant(grant.grant)
    const granted = new Set(categories.map(category => dataCategories.toCode(category)))
    const isGranted = (code: string) => granted.has(code) || (codeNameOnly && code === 'identity')
    if (!Object.keys(checked.categories).every(isGranted)) throw new TypeError('more than was granted')
    return { ...checked, ...(accountWhole !== undefined && { accountWhole }) }
  } catch {
    throw errors.package_malformed()
  }
}

/**
 * A grant leaves the vault as it is signed, for consent to verify and keep: codes and ids, and no field that this version does
 * not know, in which there could be anything. Throws otherwise.
 */
function plainGrant(bytes: Uint8Array): Grant {
  const grant = readForeign(GrantSchema, bytes)
  const parts = [grant, grant.issuer, grant.recipient, grant.validFrom, grant.validUntil]
  const ids = [grant.grantId, grant.basisId]
  if (!ids.every(isUuid) || !SHORT_CODE.test(grant.instrumentId)) throw new TypeError('ids')
  if (parts.some(part => part?.$unknown !== undefined)) throw new TypeError('unknown fields')
  return grant
}

const SHORT_CODE = /^[\w.:-]{0,128}$/
