const single = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶曾母沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付闫阳代占晋仝覃邝岳帅佘亓楚锁郤矫'.replaceAll(
    /\s/g,
    '',
  ),
)

const compound = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 夏侯 轩辕 端木 百里 东郭 南宫 呼延 澹台 淳于 单于 太叔 申屠 公冶 宗政 濮阳 闻人 独孤 西门 纳兰 拓跋 赫连 第五 完颜'.split(
    ' ',
  ),
)

/** The surname 姓氏 a Chinese name begins with, of two characters where it is one of the 复姓; undefined when no surname known to us stands there. */
export function surnameAt(text: string, at = 0): string | undefined {
  const two = text.slice(at, at + 2)
  if (compound.has(two)) return two
  const one = text.charAt(at)
  return single.has(one) ? one : undefined
}

/** A natural person as the public sees him 姓某 (WZ-GS-16-4, 16-6): by surname; a name that begins with none keeps its first character. */
export const surnameOf = (name: string): string => surnameAt(name) ?? [...name][0] ?? ''
