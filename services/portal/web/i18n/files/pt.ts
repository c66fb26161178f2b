import type { FilesTexts } from './texts.ts'

export const pt: FilesTexts = {
  title: 'Arquivos',
  lead: 'Gravações, imagens e documentos de qualquer tamanho. São cifrados neste navegador; os nomes dos arquivos não saem dele.',
  kept: 'Guardados pela sua instituição',
  sent: 'Entregues',
  received: 'Vindos com este encaminhamento',
  none: 'Não há nenhum.',
  choose: 'Anexar um arquivo',
  chooseHint: 'É lido duas vezes, cifrado e enviado por partes. Se a linha cair, continua onde parou.',
  one: (size, when) => `Arquivo de ${size}, ${when}`,
  states: {
    uploading: 'Ainda não está todo',
    received: 'Chegou; está sendo verificado',
    quarantined: 'Procura-se software malicioso; até lá ninguém o abre',
    kept: 'Verificado e guardado',
    refused: 'Recusado; nada dele é guardado',
  },
  sentStates: {
    sealing: 'Sendo selado para a outra instituição',
    sent: 'A caminho',
    delivered: 'Entregue; o outro nó o assinou',
    refused: 'Recusado pelo outro nó',
    expired: 'Não pôde ser entregue a tempo',
  },
  receivedStates: {
    coming: 'A caminho',
    arrived: 'Chegou; está sendo verificado',
    quarantined: 'Procura-se software malicioso; até lá ninguém o abre',
    stored: 'Verificado e guardado',
    refused: 'Recusado; quem o enviou foi avisado',
  },
  withCode: (state, code) => `${state}: ${code}`,
  codes: {
    file_infected: 'foi encontrado software malicioso. Não abra o original; avise quem opera o seu nó.',
    file_not_scannable: 'é maior do que o verificador aceita. Envie-o por partes.',
    recipient_unknown: 'o diretório não tem certificado da outra instituição. Pergunte a quem opera o seu nó.',
    request_over: 'o pedido terminou: nada do que diz sai mais. Escreva à outra autoridade o que ainda deva saber.',
    consent_withdrawn: 'aquilo em que se apoiava foi retirado antes de chegar. Não segue.',
    referral_over: 'quem enviou o encaminhamento o retirou antes de chegar. Não segue.',
    other: 'não chegou como foi selado. Entregue-o de novo; se persistir, avise quem opera o seu nó.',
  },
  phases: {
    reading: 'Sendo lido para as suas impressões',
    sending: 'Sendo cifrado e enviado',
    stopped: 'Parado',
    ended: 'Está inteiro no nó, que agora o verifica.',
  },
  carried: 'Chegou ao outro nó',
  soFar: (done, size, percent) => `${done} de ${size} (${percent} %)`,
  parts: (here, parts) => `Chegaram ${here} de ${parts} partes`,
  upload: 'Enviar ao nó',
  goOn: 'Continuar o envio',
  cancel: 'Cancelar o envio',
  cancelled: 'O envio foi cancelado; nada dele fica no nó.',
  again: 'Escolha o mesmo arquivo para continuar',
  againHint: 'No navegador em que começou, e por quem o começou. Continua onde parou; ao fim de sete dias desaparece.',
  handOver: agency => `Entregar a ${agency}`,
  handedOver: 'O arquivo foi entregue, e está a caminho.',
  incriminating: {
    label: 'A polícia e o ministério público o recebem inteiro: o que nele poderia ser usado contra a pessoa?',
    nothing: 'Nada: alguém o viu',
    agreed: 'A pessoa aceitou depois de aconselhada, e consta do consentimento',
  },
  download: 'Baixar',
  downloading: 'Sendo trazido e verificado',
  downloaded: 'Está verificado, e guardado onde o seu navegador guarda os arquivos. Ali está sem cifra: guarde-o bem.',
  needsAssignment: 'Assuma o encaminhamento para abrir os seus arquivos.',
  custody: 'Cadeia de custódia',
  hideCustody: 'Fechar a cadeia de custódia',
  sheet: {
    title: 'Cadeia de custódia',
    print: 'Imprimir a folha',
    file: 'Item',
    mediaType: 'Tipo',
    size: 'Tamanho',
    bytes: count => `${count} bytes`,
    scanned: 'Software malicioso',
    wasScanned: { true: 'Procurou-se; nada foi encontrado', false: 'Não se procurou: este nó não tem com que' },
    when: 'Quando',
    act: 'O que se passou',
    after: 'No registro do pedido',
    acts: {
      taken_in: 'Acolhido',
      handed_over: 'Entregue',
      received: 'Recebido',
      returned: 'Devolvido',
      destroyed: 'Destruído',
      held_again: 'Continua em posse',
      came_back: 'Voltou',
    },
    by: 'Quem',
    to: 'A quem',
    signedWith: 'Chave da assinatura',
    timestamp: 'Carimbo de tempo',
    stamped: { true: 'Sim (RFC 3161)', false: 'Nenhum' },
    saidBy: 'Tal como este nó a guarda. As assinaturas podem ser verificadas sem conexão, com amparo-open.',
  },
  receipts: {
    title: 'Avisos de recebimento',
    lead: 'O que ambos os nós assinaram sobre o que foi enviado. Salvos, podem ser verificados sem este sistema.',
    none: 'Ainda nada foi declarado.',
    look: 'Mostrar os avisos',
    save: 'Salvar os avisos',
    line: (what, kind, hub) => `${what}: ${kind} (assinado por ${hub})`,
    overtaken: 'já não vale: o outro nó tinha respondido',
    carried: {
      package: 'Os dados da pessoa',
      message: 'Mensagem',
      file: 'Arquivo',
      request: 'Passos do pedido',
    },
    refusals: {
      request_sender_suspended:
        'esse nó suspendeu a autoridade central que o envia. Pergunte ao operador do seu nó o que a jurisdição dele declarou; quando a suspensão for levantada, envie-o de novo.',
      request_not_admitted:
        'pelo diretório do outro nó não há tratado em vigor para isso, ou lá não se conhece uma autoridade central. Que as duas jurisdições comparem seus diretórios; depois envie-o de novo.',
      request_terms_differ:
        'os dois nós não têm a mesma versão do tratado, do formulário ou do protocolo. Que os dois operadores os ponham na mesma versão; depois envie-o de novo.',
      request_incomplete:
        'o outro nó diz que falta ao pedido o que seu tratado exige. Que o operador do seu nó verifique a versão; depois envie-o de novo.',
      request_unlawful:
        'o que se diz do pedido não segue lá o protocolo. Que os operadores dos dois nós vejam isso; depois envie-o de novo ou retire-o.',
      request_text_unknown:
        'o pedido a que pertence não está lá, ou não o nomeia. Envie primeiro o pedido e depois, de novo, seus textos.',
      edge_message_expired:
        'chegou lá tarde demais, ou com uma hora impossível. Que os operadores comparem os relógios dos dois nós; depois envie-o de novo.',
      peer_unknown: 'não há via para esse nó. Peça aos operadores dos dois nós que os liguem; depois envie-o de novo.',
      too_large: 'é maior do que se pode enviar. Escreva-o mais curto, ou com menos anexos.',
      recipient_unknown:
        'o diretório não tem certificado da outra instituição. Pergunte ao operador do seu nó; depois envie-o de novo.',
      consent_withdrawn: 'aquilo em que se apoiava foi retirado enquanto estava a caminho. Não segue.',
      referral_over: 'o encaminhamento foi retirado enquanto estava a caminho. Não segue.',
      subject_erased: 'a pessoa foi apagada enquanto estava a caminho. Não segue.',
      request_suspects_differ:
        'o texto foi ocultado segundo outros suspeitos que os que constam no pedido, e nada dele saiu. Retire-o e escreva esse texto de novo em outro rascunho.',
      request_over:
        'o pedido terminou ou foi retirado: nada do que diz sai mais. O que se escreveu sobre ele pode ser enviado de novo.',
      no_instrument:
        'entre os dois nós não vigora tratado para isso. Que as jurisdições o vejam; depois envie-o de novo.',
      state_of_nationality:
        'não diz nada das vítimas e desse Estado, ou não pode ir para lá. Pergunte a cada uma em particular se o teme; depois faça um novo pedido, ou escreva-o de novo.',
      referral_unreadable:
        'o outro nó não conseguiu ler que tipo de encaminhamento é. Que os dois operadores ponham seus nós na mesma versão; depois envie-o de novo.',
      message_malformed:
        'o outro nó não conseguiu lê-lo. Escreva-o de novo, e o que diz o próprio pedido em um novo pedido; se também for recusado, avise o operador do seu nó.',
      recipient_accreditation_lapsed:
        'a instituição à qual se destinava já não está credenciada. Quando estiver credenciada de novo, envie-o de novo.',
      sender_accreditation_lapsed:
        'a instituição que o envia já não está credenciada. Faça com que duas instituições a credenciem de novo; depois envie-o de novo.',
      sender_suspended:
        'esse nó suspendeu a instituição que o envia, ou não a nomeia. Pergunte ao operador do seu nó o que a jurisdição dele declarou.',
      sender_unknown:
        'o diretório não conhece a instituição que o envia, ou a suspendeu. Pergunte ao operador do seu nó; depois envie-o de novo.',
      purpose_outside_mandate:
        'uma das duas instituições é de um tipo que não pode enviá-lo ou recebê-lo. Que o operador do seu nó verifique o diretório; depois envie-o de novo.',
      keys: 'uma chave com que foi selado ou assinado não vale lá. Sai de novo por si quando a chave nova está lá; se não, avise o operador do seu nó e envie-o de novo.',
    },
    otherRefusal: code =>
      `o código da recusa é ${code}. Diga-o ao operador do seu nó; resolvido isso, envie-o de novo.`,
  },
}
