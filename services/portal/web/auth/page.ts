import type { Fetch } from '@amparo/client'
import type { PageConfig } from './config.ts'

// Wrapped: a browser's fetch must be called on its window.
export const pageFetch: Fetch = (url, init) => fetch(url, init)

export const redirectUriOf = (config: PageConfig) => `${config.publicUrl}/`

/** On this channel a window that comes back from the issuer hands its answer to the one that waits for it. */
export const SIGN_INS = 'amparo-sign-ins'
