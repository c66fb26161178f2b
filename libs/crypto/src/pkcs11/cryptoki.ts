import koffi, { type KoffiFunc } from 'koffi'
import { CKR } from './constants.ts'
import type { Pinned } from './layout.ts'

/** What a module answered other than CKR_OK: the function and the code, never an argument. */
export class CryptokiError extends Error {
  override readonly name = 'CryptokiError'
  readonly rv: number

  constructor(name: string, rv: number) {
    super(`${name} answered 0x${rv.toString(16)}`)
    this.rv = rv
  }
}

type Plain = bigint | Buffer | null
type Argument = Plain | Pinned

const SIGNATURES = {
  C_Initialize: 'void *args',
  C_GetSlotList: 'uint8_t present, _Out_ void *slots, _Inout_ void *count',
  C_GetTokenInfo: 'ulong slot, _Out_ void *info',
  C_OpenSession: 'ulong slot, ulong flags, void *application, void *notify, _Out_ void *session',
  C_CloseSession: 'ulong session',
  C_Login: 'ulong session, ulong user, void *pin, ulong length',
  C_FindObjectsInit: 'ulong session, void *template, ulong count',
  C_FindObjects: 'ulong session, _Out_ void *objects, ulong max, _Out_ void *count',
  C_FindObjectsFinal: 'ulong session',
  C_GetAttributeValue: 'ulong session, ulong object, _Inout_ void *template, ulong count',
  C_GenerateKey: 'ulong session, void *mechanism, void *template, ulong count, _Out_ void *key',
  C_DestroyObject: 'ulong session, ulong object',
  C_EncryptInit: 'ulong session, void *mechanism, ulong key',
  C_Encrypt: 'ulong session, void *data, ulong length, _Out_ void *out, _Inout_ void *outLength',
  C_DecryptInit: 'ulong session, void *mechanism, ulong key',
  C_Decrypt: 'ulong session, void *data, ulong length, _Out_ void *out, _Inout_ void *outLength',
} as const
export type FunctionName = keyof typeof SIGNATURES

/** Calls a function of a PKCS#11 module on a thread of its own. Throws CryptokiError for any answer but CKR_OK. */
export type Cryptoki = (name: FunctionName, ...args: readonly Argument[]) => Promise<void>

/** Throws an Error if there is no such module, or this machine is none that its structures are known for. */
export function loadCryptoki(path: string): Cryptoki {
  if (process.platform === 'win32' || koffi.sizeof('ulong') !== 8 || koffi.sizeof('void *') !== 8)
    throw new Error('PKCS#11 is used on 64-bit Linux and macOS only')
  const library = koffi.load(path)
  const functions = new Map<FunctionName, KoffiFunc<(...args: Plain[]) => number>>()
  const functionOf = (name: FunctionName) => {
    const known = functions.get(name) ?? library.func(`ulong ${name}(${SIGNATURES[name]})`)
    functions.set(name, known)
    return known
  }
  return (name, ...args) =>
    new Promise((resolve, reject) => {
      functionOf(name).async(...args.map(plain), (error: unknown, rv: number) => {
        // Arguments, and what they point to, are kept until here: the module reads and writes them on another thread.
        void args
        if (error) reject(error)
        else if (Number(rv) === CKR.OK) resolve()
        else reject(new CryptokiError(name, Number(rv)))
      })
    })
}

const plain = (arg: Argument): Plain => (typeof arg === 'object' && arg !== null && 'pointed' in arg ? arg.bytes : arg)
