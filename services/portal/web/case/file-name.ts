import type { OpenedFile } from '@amparo/client'

/** A name that says nothing of anybody; that of the file itself has never left whoever sent it. */
export const nameOf = ({ fileId, mediaType }: Pick<OpenedFile, 'fileId' | 'mediaType'>): string =>
  `${fileId}.${ENDINGS.get(mediaType) ?? 'bin'}`

/** Of what is looked at, listened to or read. The kind is its sender's word: none is here that a system would run. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['text/plain', 'txt'],
  ['application/pdf', 'pdf'],
  ['application/zip', 'zip'],
  ['application/x-zip-compressed', 'zip'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/heic', 'heic'],
  ['image/tiff', 'tiff'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/ogg', 'ogg'],
  ['audio/wav', 'wav'],
  ['audio/x-wav', 'wav'],
  ['video/mp4', 'mp4'],
  ['video/mpeg', 'mpg'],
  ['video/quicktime', 'mov'],
  ['video/webm', 'webm'],
  ['video/3gpp', '3gp'],
  ['video/x-msvideo', 'avi'],
])
