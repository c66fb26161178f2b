import { type FolderBytes, fetchFolder, type GoOn, inBlob, type SealedContents, type ShownFile } from '@amparo/client'
import { strToU8, zipSync } from 'fflate'

type Saved = Pick<ShownFile, 'name' | 'text' | 'base64' | 'mediaType'>

/** Only when the person says so: nothing that was opened is kept by this page. */
export function save({ name, text, base64, mediaType }: Saved): void {
  const bytes = base64 === undefined ? new TextEncoder().encode(text ?? '') : bytesOf(base64)
  // Never as what a browser would run or show: a page of somebody else's must not open here.
  const kind = mediaType === 'text/plain' ? mediaType : 'application/octet-stream'
  saveBlob(new Blob([bytes], { type: kind }), name)
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), c => c.charCodeAt(0))

/** Texts, in one file. */
export function saveZip(files: readonly { readonly name: string; readonly text: string }[], name: string): void {
  const zip = zipSync(Object.fromEntries(files.map(file => [file.name, strToU8(file.text)])))
  saveBlob(new Blob([zip], { type: 'application/zip' }), name)
}

/** A folder that only its agency opens. */
export const zipOf = ({ zip }: SealedContents): Blob => new Blob([bytesOf(zip)], { type: 'application/zip' })

/** One that may be large: asked for again from where a line broke. */
export const folderFrom =
  (ask: (from: { readonly goOn: GoOn | undefined }) => Promise<FolderBytes>) =>
  (onProgress: (done: number, size: number) => void): Promise<Blob> =>
    inBlob(fetchFolder(goOn => ask({ goOn }), { onProgress }))

/** Of a large file: it names no kind, and a browser neither runs nor shows it. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
