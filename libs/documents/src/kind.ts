import { DocumentRefused } from './refusal.ts'

export type DocumentKind = 'text' | 'docx' | 'pdf'
export type ImageKind = 'jpeg' | 'png'
export type Kind = DocumentKind | ImageKind

const DECLARED: Readonly<Record<string, Kind>> = {
  'text/plain': 'text',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
}

const STARTS: readonly (readonly [string, Kind | 'encrypted_office'])[] = [
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'docx'],
  ['\xff\xd8\xff', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  // Office keeps an encrypted document inside one of its old files.
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'encrypted_office'],
]

/**
 * What both its declared media type and its first bytes say it is. Throws DocumentRefused where they differ: a file that is
 * two things at once is read by one program as what another has not looked at.
 */
export function kindOf(bytes: Uint8Array, mediaType: string): Kind {
  const declared = DECLARED[mediaType]
  if (declared === undefined) throw new DocumentRefused('not_yet_redactable')
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const found = STARTS.find(([start]) => head.startsWith(start))?.[1] ?? 'text'
  if (found === 'encrypted_office' && declared === 'docx') throw new DocumentRefused('document_encrypted')
  if (found !== declared) throw new DocumentRefused('document_type_mismatch')
  return declared
}

/** Whether it is what it says that it is, and one of these. */
export function isOneOf(kinds: readonly Kind[], bytes: Uint8Array, mediaType: string): boolean {
  try {
    return kinds.includes(kindOf(bytes, mediaType))
  } catch (error) {
    if (error instanceof DocumentRefused) return false
    throw error
  }
}

export const isImage = (kind: Kind): kind is ImageKind => kind === 'jpeg' || kind === 'png'
