import { errors } from '../errors.ts'
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
  /**
   * Tries once more in a new session if the HSM has forgotten this one. Throws `key_store_unavailable` while none can be had; once the token
   * has refused the PIN it is not asked again: a few wrong ones lock it for good. Throws it too where no answer comes in time; a call cannot be
   * broken off, so that what waits for it is given up, undone, and the next is done when it has answered.
   */
  use<T>(work: (call: Cryptoki, session: bigint) => Promise<T>): Promise<T>
}

const FORGOTTEN: readonly number[] = [
  CKR.SESSION_CLOSED,
  CKR.SESSION_HANDLE_INVALID,
  CKR.USER_NOT_LOGGED_IN,
  CKR.DEVICE_ERROR,
  CKR.DEVICE_REMOVED,
  CKR.TOKEN_NOT_PRESENT,
]

const PIN_REFUSED: readonly number[] = [
  CKR.PIN_INCORRECT,
  CKR.PIN_INVALID,
  CKR.PIN_LEN_RANGE,
  CKR.PIN_EXPIRED,
  CKR.PIN_LOCKED,
]

/** Whether it says that the HSM cannot do anything now, and nothing of what it was given. */
export const isAway = (error: CryptokiError): boolean =>
  FORGOTTEN.includes(error.rv) || error.rv === CKR.HOST_MEMORY || error.rv === CKR.DEVICE_MEMORY

/** Throws an Error that names the function and the code if the token is not there or the PIN is wrong. */
export async function openToken({ modulePath, ...options }: TokenOptions): Promise<Token> {
  const call = loadCryptoki(modulePath)
  // CK_C_INITIALIZE_ARGS: four callbacks that are not used, flags, reserved. Calls come from several threads.
  const args = words(0n, 0n, 0n, 0n, CKF.OS_LOCKING_OK, 0n)
  await call('C_Initialize', args).catch(unless(CKR.CRYPTOKI_ALREADY_INITIALIZED))
  return tokenOf(call, options)
}

/** The same of a module that is loaded. */
export async function tokenOf(
  call: Cryptoki,
  { tokenLabel, pin }: Pick<TokenOptions, 'tokenLabel' | 'pin'>,
  patienceMs = 10_000,
): Promise<Token> {
  let session: bigint | undefined = await signIn(call, tokenLabel, pin)
  let refused: unknown
  const again = async (): Promise<bigint> => {
    if (refused !== undefined) throw errors.key_store_unavailable({ cause: refused })
    return signIn(call, tokenLabel, pin).catch((cause: unknown) => {
      if (cause instanceof CryptokiError && PIN_REFUSED.includes(cause.rv)) refused = cause
      throw errors.key_store_unavailable({ cause })
    })
  }
  const attempt = async <T>(work: (call: Cryptoki, session: bigint) => Promise<T>): Promise<T> => {
    const first = session ?? (await again())
    session = first
    try {
      return await work(call, first)
    } catch (error) {
      if (!(error instanceof CryptokiError) || !FORGOTTEN.includes(error.rv)) throw error
      session = undefined
      await call('C_CloseSession', first).catch(() => undefined)
      session = await again()
      return work(call, session)
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  const waiting = new Set<AbortController>()
  let timer: NodeJS.Timeout | undefined
  /** From each answer anew: many who are served one after the other wait as long as that takes. */
  const watch = () => {
    clearTimeout(timer)
    if (waiting.size > 0) timer = setTimeout(giveUp, patienceMs)
  }
  const giveUp = () => {
    const cause = new Error('the PKCS#11 module does not answer')
    for (const patience of waiting) patience.abort(errors.key_store_unavailable({ cause }))
    waiting.clear()
  }
  return {
    use: work => {
      const patience = new AbortController()
      waiting.add(patience)
      if (waiting.size === 1) watch()
      const result = last.then(() => {
        patience.signal.throwIfAborted()
        return attempt(work)
      })
      last = result
        .catch(() => undefined)
        .then(() => {
          waiting.delete(patience)
          watch()
        })
      return Promise.race([result, ending(patience.signal)])
    },
  }
}

/** Throws what it is aborted with. */
const ending = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

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
    return word(handle)
  } catch (error) {
    // A token has so many sessions and no more.
    await call('C_CloseSession', word(handle)).catch(() => undefined)
    throw error
  } finally {
    secret.fill(0)
  }
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
