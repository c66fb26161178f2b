import { enums, SecretKeyPacket, SignaturePacket } from 'openpgp'
import { utf8 } from '../bytes.ts'
import { errors } from '../errors.ts'
import { strictFull } from './config.ts'
import { type Certificate, type PrivateKeyInput, readCertificate, readPrivateKey } from './keys.ts'

/** "Fully trusted" (RFC 9580, 5.2.3.21). */
const FULL = 120

/**
 * The certificate of another hub's jurisdiction, armored, with this one's word that it is that, and that it may vouch for what is called
 * "Amparo XB …" and for nothing else: a trust signature of depth 1 with a regular expression (RFC 9580, 5.2.3.21 and 5.2.3.22). So any OpenPGP program
 * that is told to trust the own jurisdiction finds the way to what the other one has certified. Throws certificate_not_trusted for a name that is not
 * such a jurisdiction's.
 */
export async function introduce(
  certificate: Certificate,
  ownPrivateKey: PrivateKeyInput,
  { hub, date = new Date() }: { readonly hub: string; readonly date?: Date },
): Promise<string> {
  const [key, own] = [await readCertificate(certificate), await readPrivateKey(ownPrivateKey)]
  const { user } = await key.getPrimaryUser(date, undefined, strictFull())
  if (user.userID?.userID !== `Amparo ${hub} jurisdiction`) throw errors.certificate_not_trusted()
  await own.verifyPrimaryKey(date, undefined, strictFull())
  if (!(own.keyPacket instanceof SecretKeyPacket)) throw errors.message_refused()
  const word = new SignaturePacket()
  word.signatureType = enums.signature.certGeneric
  word.publicKeyAlgorithm = own.keyPacket.algorithm
  word.hashAlgorithm = enums.hash.sha512
  word.trustLevel = 1
  word.trustAmount = FULL
  Object.assign(word, { regularExpression: utf8(`^Amparo ${hub} \0`) })
  // Its types know bytes alone, and no settings; a user id is signed together with its key (RFC 9580, 5.2.4).
  const about = { userID: user.userID, key: key.keyPacket }
  await Reflect.apply(word.sign, word, [own.keyPacket, about, date, false, strictFull()])
  user.otherCertifications.push(word)
  return key.armor()
}
