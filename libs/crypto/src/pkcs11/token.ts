import { CKF, CKR, CKU_USER } from './constants.ts'
import { type Cryptoki, CryptokiError, loadCryptoki } from './cryptoki.ts'
import { word, words } from './layout.ts'

export interface TokenOptions {
  /** Shared library of the HSM's maker. */
  readonly modulePath: string
  /** CKA_LABEL of the token, as it was given when the token was initialised. */
  readonly tokenLabel: string
  /** Of the normal user. Never logged. */
  readonly pin: string
}

/** A signed-in session on a token; one piece of work at a time, since a session holds one operation. */
export interface Token {
  /** Tries once more in a new session if the HSM has forgotten this one. */
  use<T>(work: (call: Cryptoki, session: bigint) => Promise<T>): Promise<T>
}

const FORGOTTEN: readonly number[] = [
  CKR.SESSION_CLOSED,
  CKR.SESSION_HANDLE_INVALID,
  CKR.USER_NOT_LOGGED_IN,
  CKR.DEVICE_ERROR,
  CKR.DEVICE_REMOVED,
]

/** Throws an Error that names the function and the code if the token is not there or the PIN is wrong. */
export async function openToken({ modulePath, tokenLabel, pin }: TokenOptions): Promise<Token> {
  const call = loadCryptoki(modulePath)
  // CK_C_INITIALIZE_ARGS: four callbacks that are not used, flags, reserved. Calls come from several threads.
  const args = words(0n, 0n, 0n, 0n, CKF.OS_LOCKING_OK, 0n)
  await call('C_Initialize', args).catch(unless(CKR.CRYPTOKI_ALREADY_INITIALIZED))
  const open = () => signIn(call, tokenLabel, pin)
  let session = await open()
  let last: Promise<unknown> = Promise.resolve()
  const attempt = async <T>(work: (call: Cryptoki, session: bigint) => Promise<T>): Promise<T> => {
    try {
      return await work(call, session)
    } catch (error) {
      if (!(error instanceof CryptokiError) || !FORGOTTEN.includes(error.rv)) throw error
      await call('C_CloseSession', session).catch(() => undefined)
      session = await open()
      return work(call, session)
    }
  }
  return {
    use: work => {
      const result = last.then(() => attempt(work))
      last = result.catch(() => undefined)
      return result
    },
  }
}

async function signIn(call: Cryptoki, label: string, pin: string): Promise<bigint> {
  const slot = await findSlot(call, label)
  const handle = words(0n)
  await call('C_OpenSession', slot, CKF.SERIAL_SESSION | CKF.RW_SESSION, null, null, handle)
  const secret = Buffer.from(pin, 'utf8')
  try {
    // Sign-in is the application's, not the session's: another session may have done it.
    await call('C_Login', word(handle), CKU_USER, secret, BigInt(secret.length)).catch(
      unless(CKR.USER_ALREADY_LOGGED_IN),
    )
  } finally {
    secret.fill(0)
  }
  return word(handle)
}

const MAX_SLOTS = 256
/** CK_TOKEN_INFO begins with the label: 32 bytes, filled up with blanks. The rest is not looked at. */
const TOKEN_INFO_BYTES = 256
const LABEL_BYTES = 32

async function findSlot(call: Cryptoki, label: string): Promise<bigint> {
  const [slots, count] = [words(...Array<bigint>(MAX_SLOTS).fill(0n)), words(BigInt(MAX_SLOTS))]
  await call('C_GetSlotList', 1n, slots, count)
  for (let n = 0; n < Number(word(count)); n++) {
    const info = Buffer.alloc(TOKEN_INFO_BYTES)
    await call('C_GetTokenInfo', word(slots, n), info)
    if (info.toString('utf8', 0, LABEL_BYTES).trimEnd() === label) return word(slots, n)
  }
  throw new Error('the PKCS#11 module has no token of the configured label')
}

const unless =
  (rv: number) =>
  (error: unknown): void => {
    if (!(error instanceof CryptokiError && error.rv === rv)) throw error
  }
