import { hash } from 'node:crypto'

/** SHA-256, lower-case hex: what a permit, receipt, attestation or standing is bound to. */
export const requestHash = (request: Uint8Array): string => hash('sha256', request, 'hex')
