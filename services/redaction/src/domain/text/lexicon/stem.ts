const ENDINGS = {
  es: /(?:ciones|cion|mente|ando|iendo|aron|ieron|aban|aba|ados|adas|idos|idas|ado|ada|ido|ida|aria|eria|iria|ian|ia|ar|er|ir|an|en|on|os|as|es|o|a|e|s|n)(?:lo|la|los|las|le|les|se|me|nos)?$/,
  pt: /(?:coes|cao|mente|ando|endo|indo|aram|eram|iram|avam|ava|ados|adas|idos|idas|ado|ada|ido|ida|aria|eria|iria|iam|ia|ar|er|ir|am|em|ou|eu|iu|os|as|es|o|a|e|s|m)$/,
  fr: /(?:ations|ation|ements|ement|issaient|issait|aient|ait|ant|ees|ee|es|er|ir|re|ent|ons|ez|ais|a|e|s|t|x)$/,
  en: /(?:ings|ing|edly|ed|ers|er|es|ly|s|ies|ied|y|e)$/,
} as const

/** A word without its commonest ending, so that other forms of a listed word count as listed. Rough on purpose. */
export function stem(language: keyof typeof ENDINGS, word: string): string {
  const short = word.replace(ENDINGS[language], '')
  return short.length >= 4 ? short : word
}
