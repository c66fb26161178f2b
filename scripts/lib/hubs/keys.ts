import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DirectoryStatement, SERVICES, type ServiceName } from '@amparo/contracts'
import {
  type CertificateUse,
  certificateName,
  certify,
  generateCertificate,
  generateSigningKey,
  openFileKeyStore,
} from '@amparo/crypto'
import type { HubPaths } from './layout.ts'
import { newNatsUser } from './nats-seed.ts'
import type { DemoAgency } from './roster.ts'
import { writePrivate } from './secrets.ts'

/** A hub's public certificates, each certified by its jurisdiction. */
export interface HubCertificates {
  readonly jurisdiction: string
  readonly services: readonly { readonly armored: string; readonly use: ServiceUse }[]
  readonly agencies: readonly { readonly agencyId: string; readonly armored: string }[]
}
type ServiceUse = DirectoryStatement['hubs'][number]['certificates'][number]['use']

/**
 * Makes the jurisdiction's key, the hub's service keys and each agency's hub-held key, certifies them, and puts each private
 * half where only its owner reads it: redaction's and the agencies' in redaction's key store, consent's and exchange's in
 * their folders, the jurisdiction's in `offline/`, which no running service is told of.
 */
export async function makeHubKeys(
  paths: HubPaths,
  hub: string,
  agencies: readonly DemoAgency[],
): Promise<HubCertificates> {
  const jurisdiction = await generate({ hub, use: 'jurisdiction' })
  writePrivate(paths.jurisdictionKey, jurisdiction.privateKey)
  writePrivate(paths.jurisdictionCertificate, jurisdiction.certificate)
  const store = await openFileKeyStore(keyStoreDir(paths))
  // Drawn here, since a service may have the folder read-only.
  if ((await store.keyIds()).length === 0) await store.addKey()
  const certified = async (of: { use: CertificateUse; agencyId?: string }, save: (privateKey: string) => unknown) => {
    const key = await generate({ hub, ...of })
    await save(key.privateKey)
    return certify(key.certificate, jurisdiction.privateKey)
  }
  const services: HubCertificates['services'] = [
    {
      use: 'redaction_seal',
      armored: await certified({ use: 'redaction-seal' }, key => store.savePrivateKey('seal', key)),
    },
    {
      use: 'redaction_sign',
      armored: await certified({ use: 'redaction-sign' }, key => store.savePrivateKey('sign', key)),
    },
    {
      use: 'redaction_sign_compatible',
      armored: await certified({ use: 'redaction-sign-compatible' }, key =>
        store.savePrivateKey('sign-compatible', key),
      ),
    },
    {
      use: 'consent_sign',
      armored: await certified({ use: 'consent-sign' }, key => writePrivate(grantKeyFile(paths), key)),
    },
    {
      use: 'exchange_sign',
      armored: await certified({ use: 'exchange-sign' }, key => writePrivate(exchangeKeyFile(paths), key)),
    },
  ]
  const ofAgencies = await Promise.all(
    agencies.map(async ({ agencyId }) => ({
      agencyId,
      armored: await certified({ use: 'agency', agencyId }, key => store.savePrivateKey(`agency-${agencyId}`, key)),
    })),
  )
  return { jurisdiction: jurisdiction.certificate, services, agencies: ofAgencies }
}

/** The access log's own, apart from redaction's. Drawn here, since a service may have the folder read-only. */
export async function drawAuditKey(paths: HubPaths): Promise<void> {
  const store = await openFileKeyStore(auditKeyStoreDir(paths))
  if ((await store.keyIds()).length === 0) await store.addKey()
}

const generate = (of: Parameters<typeof certificateName>[0]) =>
  generateCertificate({
    userId: certificateName(of),
    profile: of.use === 'redaction-sign-compatible' ? 'compatible' : 'modern',
  })

export const keyStoreDir = (paths: HubPaths): string => join(paths.service('redaction'), 'keystore')
export const auditKeyStoreDir = (paths: HubPaths): string => join(paths.service('audit'), 'keystore')
export const grantKeyFile = (paths: HubPaths): string => join(paths.service('consent'), 'grant.key.asc')
export const exchangeKeyFile = (paths: HubPaths): string => join(paths.service('exchange'), 'exchange.key.asc')
export const signingKeyFile = (paths: HubPaths, service: ServiceName): string =>
  join(paths.service(service), 'signing.jwk')

/** Each service's Ed25519 key for statements to others of its hub, and the file of the public halves. */
export function makeStatementKeys(paths: HubPaths): void {
  const trust: Record<string, unknown> = {}
  for (const service of SERVICES) {
    const { privateJwk, publicJwk } = generateSigningKey()
    writePrivate(signingKeyFile(paths, service), privateJwk)
    trust[service] = publicJwk
  }
  writePrivate(paths.trust, trust)
}

/** The public nkey of the NATS user whose seed stands in the file; the seed is made at the first call. */
export function natsKey(file: string): string {
  const seed = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  const made = newNatsUser(seed)
  if (!seed) writePrivate(file, made.seed)
  return made.publicKey
}
