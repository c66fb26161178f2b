import { errors } from '../errors.ts'
import { strictFull } from './config.ts'
import { type Certificate, type PrivateKeyInput, profileOf, readCertificate, readPrivateKey } from './keys.ts'

export interface DrawnSubkey {
  /** Of the subkey, lower-case hex. */
  readonly fingerprint: string
  /** Armored: the primary key, its user id, and this subkey. */
  readonly certificate: string
  /** The same with both private halves, without a passphrase. */
  readonly privateKey: string
}

/**
 * Draws an encryption subkey, which the primary key binds itself (RFC 9580, 5.2.1.8): whoever believes the primary key, because the
 * jurisdiction has certified it offline, believes what it binds, and nobody has to go offline for it. It ends by itself after
 * `expiresInSeconds`: nothing is encrypted to it then, and what was is opened for as long as its private half is kept.
 *
 * @param date from which it counts; not before the primary key itself
 */
export async function drawSubkey(
  privateKey: PrivateKeyInput,
  { date, expiresInSeconds }: { readonly date: Date; readonly expiresInSeconds: number },
): Promise<DrawnSubkey> {
  const primary = await readPrivateKey(privateKey)
  const from = new Date(Math.max(date.getTime(), primary.getCreationTime().getTime()))
  const own = await primary.addSubkey({ date: from, keyExpirationTime: expiresInSeconds, config: strictFull() })
  const subkey = own.subkeys.at(-1)
  if (subkey === undefined) throw new TypeError('no subkey was drawn')
  own.subkeys = [subkey]
  return { fingerprint: subkey.getFingerprint(), certificate: own.toPublic().armor(), privateKey: own.armor() }
}

/** When the newest subkey of a private key was drawn; undefined if it has none. */
export async function newestSubkeyOf(privateKey: PrivateKeyInput): Promise<Date | undefined> {
  const times = (await readPrivateKey(privateKey)).subkeys.map(subkey => subkey.getCreationTime().getTime())
  return times.length === 0 ? undefined : new Date(Math.max(...times))
}

/** The newest subkey of a certificate, and the primary key that binds it; undefined if it has none. */
export async function newestBoundBy(
  certificate: Certificate,
): Promise<{ readonly primary: string; readonly fingerprint: string; readonly createdAt: Date } | undefined> {
  const key = await readCertificate(certificate)
  const [newest] = key.subkeys.toSorted((a, b) => b.getCreationTime().getTime() - a.getCreationTime().getTime())
  return (
    newest && {
      ...{ primary: key.getFingerprint(), fingerprint: newest.getFingerprint() },
      createdAt: newest.getCreationTime(),
    }
  )
}

/** Armored, without what was encrypted to: it signs and binds, and opens nothing. */
export async function withoutSubkeys(armored: string): Promise<string> {
  const key = await readPrivateKey(armored)
  key.subkeys = []
  return key.armor()
}

/**
 * The certified certificate with other subkeys in the place of its own: those of `bearer`, which is the same certificate as its owner
 * publishes it anew. Throws certificate_not_trusted if it is another one, or if nothing can be encrypted to it at `now`.
 */
export async function withSubkeysOf(certified: Certificate, bearer: Certificate, now: Date): Promise<string> {
  const [key, other] = [await readCertificate(certified), await readCertificate(bearer)]
  if (key.getFingerprint() !== other.getFingerprint()) throw errors.certificate_not_trusted()
  key.subkeys = other.subkeys
  const armored = key.armor()
  // Reads what it has written: each binding is verified by whoever encrypts to it, and here first.
  await profileOf(armored, now)
  return armored
}
