import { Fault, sentence } from '#fault/fault.ts'

export const nothingKnown = () =>
  new Fault(
    'NotFound',
    sentence(
      'この改ざん防止記録のチェックポイントが一つも見つかりません。',
      'no checkpoint of this ledger is known',
    ),
    sentence(
      '印刷したもの、役員の端末のものを --checkpoint で指定してください。',
      'Bring one with --checkpoint: from paper, from an officer’s device.',
    ),
  )

export const anotherHistory = (size: number) =>
  new Fault(
    'DataLoss',
    sentence(
      `ここにある記録は、すでに示したもの（${size}件まで）と内容が違います。引き継げません。`,
      `what is here has another history below ${size} than a checkpoint that was shown; it is not handed on`,
    ),
    sentence(
      '「tachiai verify」で場所を確かめ、別の控えから戻してください。',
      'Run "tachiai verify" to see where, and restore another backup.',
    ),
  )

export const needsNoSuccessor = () =>
  new Fault(
    'Conflict',
    sentence(
      'この改ざん防止記録は欠けておらず、鍵もあります。引き継ぎは要りません。',
      'this ledger lacks nothing that was shown, and its key is here; it needs no successor',
    ),
    sentence('そのまま「tachiai run」で続けられます。', 'Go on with "tachiai run".'),
  )

export const notItsTree = (index: number) =>
  new Fault(
    'DataLoss',
    sentence(
      `改ざん防止記録の${index}番の葉が、記録した木と合いません。`,
      `leaf ${index} of the ledger is not what its tree says, or is missing`,
    ),
    sentence('「tachiai verify」で場所を確かめてください。', 'Run "tachiai verify" to see where.'),
  )

export const stillSealed = (cause: Fault) =>
  new Fault(
    'Conflict',
    sentence(
      '事務室の鍵束では開けない内容が残っています。',
      'there are contents here that the keyring of the office does not open',
    ),
    sentence(
      '控えを取り、「tachiai restore --without-contents」で戻してから引き継いでください。',
      'Take a backup, restore it with "tachiai restore --without-contents", then succeed.',
    ),
    cause,
  )
