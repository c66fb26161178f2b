import { base64url } from 'jose'

/** 192 random bits, base64url. */
export const randomToken = (): string => base64url.encode(crypto.getRandomValues(new Uint8Array(24)))
