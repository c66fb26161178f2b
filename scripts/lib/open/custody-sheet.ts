import type { OpenedBundle } from '@amparo/crypto/bundle'
import { type SheetLanguage, WORDS } from './words.ts'

/** The chain of custody of an opened bundle as a page to print. It names agencies and keys by their ids, and no person. */
export function custodySheet(
  { manifest, custody }: Pick<OpenedBundle, 'manifest' | 'custody'>,
  language: SheetLanguage,
  now: Date,
): string {
  const words = WORDS[language]
  const party = (of: { readonly hub: string; readonly agency: string } | null) => (of ? `${of.hub} ${of.agency}` : '')
  const stamped = (timestamp: OpenedBundle['custody'][number]['timestamp']) =>
    typeof timestamp === 'object' ? timestamp.at.toISOString() : timestamp === 'unknown' ? words.unknown : ''
  const facts = [
    [words.item, manifest.item],
    [words.mediaType, manifest.mediaType],
    [words.size, String(manifest.size)],
    [words.handling, manifest.handling],
    ['SHA-256', manifest.sha256],
    ['SHA-512/256', manifest.sha512_256],
    ['RFC 6962', manifest.root],
  ]
  const head = [words.number, words.when, words.what, words.who, words.to, words.signedWith, words.timestamp]
  const rows = custody.map(({ number, at, act, by, to, signer, timestamp }) =>
    row('td', [String(number), at, words.act[act], party(by), party(to), signer, stamped(timestamp)]),
  )
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${escaped(words.title)}</title>
<style>body { font: 10pt sans-serif } table { border-collapse: collapse } td, th { border: 1px solid; padding: 3pt; text-align: left; word-break: break-all }</style>
<h1>${escaped(words.title)}</h1>
<table>${facts.map(([name = '', value = '']) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('\n')}</table>
<table>${[row('th', head), ...rows].join('\n')}</table>
<p>${escaped(words.verified)}: ${now.toISOString()}</p>
</html>
`
}

const row = (cell: 'td' | 'th', values: readonly string[]): string =>
  `<tr>${values.map(value => `<${cell}>${escaped(value)}</${cell}>`).join('')}</tr>`

const escaped = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
