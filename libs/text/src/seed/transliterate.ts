import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'

const CYRILLIC: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'j',
    з: 'z',
    и: 'i',
    й: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
  },
  ...{
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'j',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'sh',
    ъ: '',
    ы: 'i',
    ь: '',
    э: 'e',
    ю: 'yu',
    я: 'ya',
    і: 'i',
    ї: 'i',
    є: 'e',
  },
}
const GREEK: Readonly<Record<string, string>> = {
  ...{
    α: 'a',
    β: 'v',
    γ: 'g',
    δ: 'd',
    ε: 'e',
    ζ: 'z',
    η: 'i',
    θ: 'th',
    ι: 'i',
    κ: 'k',
    λ: 'l',
    μ: 'm',
    ν: 'n',
    ξ: 'x',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    σ: 's',
    ς: 's',
  },
  ...{ τ: 't', υ: 'i', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
}
const FOREIGN = /[\u0370-\u052f]/

/** Words in Cyrillic or Greek letters as they are read aloud: folding takes such letters for the Latin ones they resemble. */
export function transliterations({ folded, tokens }: Scene): (readonly [Token, string])[] {
  if (!FOREIGN.test(folded.source)) return []
  return tokens.flatMap(token => {
    const source = folded.source
      .slice(folded.from(token.start), folded.upTo(token.end))
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
    if (!FOREIGN.test(source)) return []
    return [[token, [...source].map(c => CYRILLIC[c] ?? GREEK[c] ?? c).join('')] as const]
  })
}
