/** Chinese words for what a picture shows, in the form of `chinese-words.ts`. */
export const CHINESE_NOUNS = `
主体 前景 主角 主题 主要物体:subject
天空 蓝天:sky
天空换成 天空换为:replace sky with
人 人物 人像 女人 男人 女孩 男孩 女士 先生 孩子 小孩 宇航员 模特 她 他:person
人们 他们 她们:people
她的:her
他的:his
他们的 她们的:their
猫 猫咪 小猫:cat
狗 小狗 狗狗:dog
狗们 两只狗 小狗们:dogs
鸟 小鸟:bird
马:horse
羊:sheep
牛 奶牛:cow
熊:bear
动物:animal
汽车 车 轿车 小车 车子:car
摩托车 摩托:motorcycle
自行车 单车:bicycle
公交车 巴士:bus
卡车 货车:truck
火车:train
飞机:airplane
船 小船:boat
花 花朵 鲜花:flower
蒲公英:dandelion
大丽花:dahlia
玫瑰:rose
碗:bowl
杯子 杯 咖啡杯:cup
瓶子 酒瓶 瓶:bottle
酒杯 玻璃杯:wine glass
勺子:spoon
桌子:table
椅子:chair
沙发:couch
手机:phone
电脑 笔记本电脑:laptop
书:book
水果:fruit
无花果:fig
苹果:apple
房子 建筑 建筑物 楼:building
塔 宝塔:pagoda
寺庙:temple
火箭:rocket
树:tree
山:mountain
草 草地 草坪 草原:grass
衣服:clothes
外套 夹克:jacket
裙子:dress
西装 宇航服 套装:suit
眼睛 眼珠 眼眸 双眼:eyes
左眼:left eye
右眼:right eye
嘴唇 唇 嘴巴:lips
脸 人脸 面部 脸部:faces
皮肤 肤色:skin
保留肤色 保持肤色:keep skin tone
`
