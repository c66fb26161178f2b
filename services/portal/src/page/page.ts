/** A file of the page, as it goes out. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
  readonly brotli: Buffer
}

export interface Page {
  readonly document: Asset
  /** By file name, which holds a hash of the content. */
  readonly assets: Readonly<Record<string, Asset>>
  /** The asset that is amparo-open, for agencies that open bundles themselves. */
  readonly program: { readonly name: string; readonly sha256: string }
}
