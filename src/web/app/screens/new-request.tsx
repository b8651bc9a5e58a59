import { Screen } from '../screen.tsx'

export const NewRequest = () => <Screen title="準備中">{null}</Screen>
