import { verifierKeyOf } from '@amparo/client'
import type { HttpApp } from '@amparo/http'
import type { PortalConfig } from './config.ts'
import { configRoute } from './http/config.ts'
import { pageRoutes } from './http/page.ts'
import { proxyRoutes } from './http/proxy.ts'
import type { Page } from './page/page.ts'

export interface AppDeps {
  readonly http: HttpApp
  readonly page: Page
  readonly config: PortalConfig
  /** Certificate of the jurisdiction, as its file has it at the time. */
  readonly jurisdiction: () => string
}

/** The page, what it has to know, and the way to the services. Everything is open: the services check the tokens. */
export async function buildApp({ http, page, config, jurisdiction }: AppDeps): Promise<void> {
  const { AMPARO_HUB: hub, AMPARO_ISSUER: issuer } = config
  pageRoutes(http, page, { issuer })
  const always = {
    hub,
    issuer,
    clientId: 'amparo-portal',
    audience: config.AMPARO_AUDIENCE,
    publicUrl: new URL(config.AMPARO_PUBLIC_URL).origin,
    auditKey: await verifierKeyOf(`amparo.example/${hub.toLowerCase()}/access-log`, config.AMPARO_TRUST_FILE.audit),
    languages: ['es', 'en', 'fr', 'pt'],
    program: { path: `/assets/${page.program.name}`, sha256: page.program.sha256 },
  }
  configRoute(http, () => ({ ...always, jurisdictionCertificate: jurisdiction() }))
  proxyRoutes(http, config.AMPARO_UPSTREAMS_FILE, config.AMPARO_TRUSTED_PROXIES)
}
