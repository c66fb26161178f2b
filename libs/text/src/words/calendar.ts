/** Names of months and their usual abbreviations in es, pt, fr and en, Haitian and Dutch, folded. The index is the month, from 0. */
export const MONTHS: readonly string[] = [
  'enero|janeiro|janvier|january|ene|jan|janv|janvye|januari',
  'febrero|fevereiro|fevrier|february|feb|fev|fevr|fevriye|februari',
  'marzo|marco|mars|march|mar|mrz|mas|maart',
  'abril|avril|april|abr|avr|apr',
  'mayo|maio|mai|may|me',
  'junio|junho|juin|june|jun|jen|juni',
  'julio|julho|juillet|july|jul|juil|jiye|juli',
  'agosto|aout|august|ago|aug|augustus',
  'septiembre|setiembre|setembro|septembre|september|sept|sep|set|septanm',
  'octubre|outubro|octobre|october|oct|out|oktob|oktober',
  'noviembre|novembro|novembre|november|nov|novanm',
  'diciembre|dezembro|decembre|december|dic|dez|dec|desanm',
]

/** Words for numbers in the four languages, folded: telephone numbers and dates are also dictated. */
export const NUMBER_WORDS = `
cero uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho
diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta
cuarenta cincuenta sesenta setenta ochenta noventa cien ciento novecientos mil doble triple
zero um uma dois duas tres quatro cinco seis meia sete oito nove dez onze doze treze catorze quatorze quinze dezesseis dezassete
dezessete dezenove novecentos dezoito dezenove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem cento mil
un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante
soixante septante octante nonante cent cents mille
zero oh nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand double triple first second third fourth fifth sixth
seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
twentyfirst thirtieth premier primero primeiro
quatre-vingt zwo cuarto oitocentos setecentos
`
