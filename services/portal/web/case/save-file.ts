import type { ShownFile } from '@amparo/client'

type Saved = Pick<ShownFile, 'name' | 'text' | 'base64' | 'mediaType'>

/** Only when the person says so: nothing that was opened is kept by this page. */
export function save({ name, text, base64, mediaType }: Saved): void {
  const bytes =
    base64 === undefined ? new TextEncoder().encode(text ?? '') : Uint8Array.from(atob(base64), c => c.charCodeAt(0))
  // Never as what a browser would run or show: a page of somebody else's must not open here.
  const kind = mediaType === 'text/plain' ? mediaType : 'application/octet-stream'
  const url = URL.createObjectURL(new Blob([bytes], { type: kind }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
