import type { SealedTexts } from './sealed-texts.ts'

export const pt: SealedTexts = {
  title: 'Selado à sua instituição',
  lead: 'A própria instituição guarda as suas chaves: este nó não pode abrir o que chegou. Você pode baixá-lo e abri-lo na sua instituição, sem rede, com amparo-open ou gpg.',
  limits:
    'Cada download fica no registro de acessos em seu nome, e quem enviou recebe a declaração de que foi retirado. Depois nenhum sistema pode limitá-lo nem retirá-lo; a lei, sim: só para a finalidade indicada, não se passa a ninguém sem permissão e é destruído quando pedirem.',
  file: 'Selado à chave da sua instituição: este nó não pode abri-lo nem procurou nele software malicioso. Abra-o na sua instituição, com amparo-open ou gpg. O download fica no registro, e depois nenhum sistema o limita.',
  item: 'Selado à chave da sua instituição: este nó não pode abri-lo. Abra-o na sua instituição, com amparo-open ou gpg. O download fica no registro, e depois nenhum sistema limita o que diz.',
  report: at => `Avaliação de ${at}`,
  forAuthority: 'Selado à chave da autoridade central: só ela pode baixá-lo e abri-lo.',
  compare: sha256 => `O pedido o nomeia pelo resumo ${sha256}: o manifesto lá dentro deve dizer o mesmo.`,
  fetch: 'Baixar a pasta (ZIP)',
  fetching: 'Preparando …',
  fetched: (name, key) => `Baixada: ${name}.zip. Abra-a com a chave ${key}.`,
  howToOpen: 'Como abrir',
  program:
    'Descompacte o ZIP. Em um computador da sua instituição com Node.js 20 ou mais recente, que não precisa de rede, execute: node amparo-open.mjs PASTA/bundle --key SUA-CHAVE.asc --signer CERTIFICADO.asc --out ARQUIVO. Verifica tudo e diz quem o teve. CERTIFICADO.asc está em PASTA/signers; compare a impressão digital com o seu diretório.',
  fetchProgram: 'Baixar amparo-open.mjs',
  compareProgram: sha256 =>
    `SHA-256 do programa: ${sha256}. Antes de o executar, compare-o com o que o operador do seu nó lhe indicar por outra via.`,
  toSend:
    'A própria instituição guarda as suas chaves. O que você lhe envia é selado à chave dela e só ela o abre: ao enviar, fica revelado. Uma retirada posterior chega até ela, mas nada pode tirar dela o que recebeu.',
}
