import { DocumentRefused } from './refusal.ts'
import { decoded } from './text.ts'

/**
 * UTF-8, or UTF-16 that says so. Throws DocumentRefused for anything else: a guess could hide a name. It is not damaged, and would be no better sent
 * again.
 */
export function plainText(bytes: Uint8Array): string {
  const text = decoded(bytes, 'document_type_mismatch')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what has them is no text
  if (/[\x00-\x08\x0e-\x1f\x7f]/.test(text)) throw new DocumentRefused('document_type_mismatch')
  return text
}
