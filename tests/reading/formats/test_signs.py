"""What helpers.reading.formats.signs promises: characters for what fonts and programs store instead of them."""

from helpers.reading.formats.grid import plain


def test_radicals_that_a_font_names_instead_of_its_characters_are_the_characters():
    assert plain("⼀般公共预算⽀出、项⽬资⾦⾃评") == "一般公共预算支出、项目资金自评"
    assert plain("居⺠、⻓期、⻋辆、部⻔、⻘年") == "居民、长期、车辆、部门、青年"
    assert plain("农⼾") == "农户"  # not 戶, which Unicode has for it


def test_doubles_of_characters_are_the_characters_and_no_length_changes():
    assert plain("\uf9e9程、\uf905外") == "里程、串外"
    assert len(plain("⾦额：⽆")) == len("⾦额：⽆")
