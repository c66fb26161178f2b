/** What needs Node: signing in without a browser. Everything else is in index.ts and runs in both. */
export { type NodeSession, type SignInOptions, signIn } from './node/sign-in.ts'
export { SignInError } from './node/sign-in-error.ts'
export { createTotp } from './node/totp.ts'
