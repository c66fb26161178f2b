/** What needs Node: signing in without a browser. Everything else is in index.ts and runs in both. */
export {
  type FileState,
  type FileTransfers,
  fileTransfers,
} from './node/file-transfers.ts'
export { type NodeSession, type SignInOptions, signIn } from './node/sign-in.ts'
export { createTotp } from './node/totp.ts'
export type { OnProgress, Upload } from './node/upload.ts'
export { SignInError } from './oidc/sign-in-error.ts'
