/** As GET /config.json says. */
export interface PageConfig {
  readonly hub: string
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
  readonly publicUrl: string
  readonly jurisdictionCertificate: string
  readonly auditKey: string
  readonly languages: readonly string[]
  /** amparo-open, as one file. */
  readonly program: { readonly path: string; readonly sha256: string }
}

export async function loadConfig(): Promise<PageConfig> {
  const response = await fetch('/config.json', { redirect: 'error' })
  if (!response.ok) throw new Error('no configuration')
  return (await response.json()) as PageConfig
}
