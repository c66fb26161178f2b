import { REFUSAL_LANGUAGES, type RefusalLanguage } from '@amparo/contracts/words'

/** What is accepted, best first (RFC 9110, 12.5.4). */
export const acceptedLanguages = (header: string | undefined): string[] =>
  (header ?? '')
    .slice(0, 500)
    .split(',')
    .map(item => {
      const [tag = '', ...parameters] = item.split(';').map(part => part.trim())
      const q = parameters.find(parameter => parameter.startsWith('q='))
      return { tag, quality: q === undefined ? 1 : Number(q.slice(2)) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)

/** In which a refusal is said: English, if nothing fits. */
export function languageOf(header: string | undefined): RefusalLanguage {
  const primary = acceptedLanguages(header).map(tag => tag.split('-')[0]?.toLowerCase())
  return primary.flatMap(tag => REFUSAL_LANGUAGES.find(known => known === tag) ?? [])[0] ?? 'en'
}
